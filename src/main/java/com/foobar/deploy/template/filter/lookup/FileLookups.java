package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Lookup;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Glob;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Lookups of files on the controller. */
public final class FileLookups {
    private FileLookups() {}

    public static void register(CallableTable<Lookup> table) {
        table.add("file", FileLookups::file);
        table.add("unvault", FileLookups::unvault);
        table.add("template", FileLookups::template);
        table.add("fileglob", FileLookups::fileglob);
        table.add("first_found", FirstFound::find);
    }

    private static List<Value> file(Call call) {
        var options = Arguments.ofNamed(call, "lstrip", "rstrip");
        boolean left = options.flag("lstrip", false);
        boolean right = options.flag("rstrip", true);
        return contents(call, text -> {
            String start = left ? text.stripLeading() : text;
            return right ? start.stripTrailing() : start;
        });
    }

    private static List<Value> unvault(Call call) {
        Arguments.ofNamed(call);
        return contents(call, text -> text);
    }

    private static List<Value> contents(Call call, UnaryOperator<String> change) {
        var contents = new ArrayList<Value>();
        for (String name : Terms.texts(call)) {
            TextValue text = SearchedFile.read(call, SearchedFile.find(call, "files", name));
            TextValue changed = TextValue.plain(change.apply(text.text()));
            contents.add(text.secret() ? changed.withSecret() : changed);
        }
        return contents;
    }

    private static List<Value> template(Call call) {
        var options = Arguments.ofNamed(call, "template_vars", "convert_data", "jinja2_native");
        Map<String, Value> variables = options.find("template_vars")
                .map(value -> value instanceof MapValue map ? map.strings() : Map.<String, Value>of())
                .orElse(Map.of());
        Scope scope = call.context().scope().with(variables);
        return Terms.texts(call).stream()
                .<Value>map(name ->
                        call.context().templates().renderFile(SearchedFile.find(call, "templates", name), scope))
                .toList();
    }

    private static List<Value> fileglob(Call call) {
        Arguments.ofNamed(call);
        var found = new ArrayList<Value>();
        for (Value term : Terms.of(call)) {
            for (Path pattern : call.context().scope().files().candidates("files", PythonText.str(term))) {
                List<Path> files = Glob.find(pattern);
                files.forEach(file -> found.add(Value.of(file.toString())));
                if (!files.isEmpty()) {
                    break;
                }
            }
        }
        return found;
    }
}
