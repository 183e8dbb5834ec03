package com.foobar.deploy.template.filter.text;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Glob;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters for paths as Python's {@code os.path} has them; those that look at files look on the controller. */
public final class PathFilters {
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]*)\\})");

    private PathFilters() {}

    public static void register(CallableTable<Filter> table) {
        text(table, "basename", PathFilters::basename);
        text(table, "dirname", PathFilters::dirname);
        text(table, "realpath", PathFilters::realpath);
        text(table, "normpath", PathFilters::normalized);
        table.add("expanduser", call -> Value.of(expandUser(call)));
        table.add("expandvars", call -> Value.of(expandVariables(call)));
        table.add("relpath", PathFilters::relpath);
        table.add("splitext", PathFilters::splitext);
        table.add("path_join", PathFilters::join);
        table.add("fileglob", call -> Glob.files(Arguments.of(call).subjectText()));
    }

    private interface Change {
        String apply(String path);
    }

    private static void text(CallableTable<Filter> table, String name, Change change) {
        table.add(name, call -> Value.of(change.apply(Arguments.of(call).subjectText())));
    }

    static String basename(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String dirname(String path) {
        String head = path.substring(0, path.lastIndexOf('/') + 1);
        String bare = head.replaceFirst("/+$", "");
        return bare.isEmpty() ? head : bare;
    }

    private static String realpath(String path) {
        Path absolute = Path.of(path).toAbsolutePath();
        var missing = new ArrayList<Path>();
        // What does not exist has no links to follow: only its existing part is resolved.
        for (Path existing = absolute; existing != null; existing = existing.getParent()) {
            try {
                Path real = existing.toRealPath();
                for (Path name : missing.reversed()) {
                    real = real.resolve(name);
                }
                return real.normalize().toString();
            } catch (IOException e) {
                missing.add(existing.getFileName());
            }
        }
        return absolute.normalize().toString();
    }

    private static String normalized(String path) {
        String normal = Path.of(path).normalize().toString();
        // POSIX leaves open what two slashes mean, so Python keeps them; three are one.
        boolean two = path.startsWith("//") && !path.startsWith("///");
        return normal.isEmpty() ? "." : two ? "/" + normal : normal;
    }

    private static String expandUser(Call call) {
        String path = Arguments.of(call).subjectText();
        String home = call.context().environment().getOrDefault("HOME", System.getProperty("user.home"));
        boolean own = path.equals("~") || path.startsWith("~/");
        return own ? home.replaceFirst("/+$", "") + path.substring(1) : path;
    }

    private static String expandVariables(Call call) {
        return VARIABLE.matcher(Arguments.of(call).subjectText())
                .replaceAll(match -> Matcher.quoteReplacement(call.context()
                        .environment()
                        .getOrDefault(match.group(1) == null ? match.group(2) : match.group(1), match.group())));
    }

    private static Value relpath(Call call) {
        var arguments = Arguments.of(call, "start");
        Path start = Path.of(arguments.text("start", ".")).toAbsolutePath().normalize();
        Path path = Path.of(arguments.subjectText()).toAbsolutePath().normalize();
        String relative = start.relativize(path).toString();
        return Value.of(relative.isEmpty() ? "." : relative);
    }

    private static Value splitext(Call call) {
        String path = Arguments.of(call).subjectText();
        int dot = path.lastIndexOf('.');
        int name = path.lastIndexOf('/') + 1;
        boolean onlyDots =
                dot < name || path.substring(name, dot).replace(".", "").isEmpty();
        int split = onlyDots ? path.length() : dot;
        return ListValue.ofStrings(List.of(path.substring(0, split), path.substring(split)));
    }

    private static Value join(Call call) {
        Value subject = Arguments.of(call).subject();
        List<Value> parts = subject instanceof ListValue list ? list.items() : List.of(subject);
        var joined = new StringBuilder();
        for (Value part : parts) {
            String text = PythonText.str(part);
            if (text.startsWith("/")) {
                joined.setLength(0);
            } else if (!joined.isEmpty() && joined.charAt(joined.length() - 1) != '/') {
                joined.append('/');
            }
            joined.append(text);
        }
        return Value.of(joined.toString());
    }
}
