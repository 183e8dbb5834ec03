package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.files.FileQuestion.Detail;
import com.foobar.deploy.template.filter.regex.PythonRegex;
import com.foobar.deploy.template.filter.regex.RegexReplacement;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** Replaces all that matches a regular expression in a file. */
final class ReplaceModule implements Module<ReplaceModule.Args> {
    record Args(
            @Arg(
                    value = "the file to edit",
                    aliases = {"dest", "destfile", "name"})
            String path,

            @Arg("regular expression in Python's syntax; ^ and $ match at line ends")
            String regexp,

            @Arg("the replacement, which may use groups; without one matches are removed")
            Optional<String> replace,

            @Arg("regular expression: only what is after its first match is changed")
            Optional<String> after,

            @Arg("regular expression: only what is before its match is changed")
            Optional<String> before,

            @Arg(value = "encoding of the file; only utf-8 and latin-1 are known", fallback = "utf-8")
            String encoding,

            @Arg("command that checks the new file before it is put in place; %s stands for it")
            Optional<String> validate,

            @Arg(value = "keep the old file under a name with the time", fallback = "false")
            boolean backup,

            FileAttributes attributes) {
        Args {
            if (!Charset.isSupported(encoding)) {
                throw new IllegalArgumentException("there is no encoding `" + encoding + "`");
            }
        }
    }

    @Override
    public String name() {
        return "replace";
    }

    @Override
    public String summary() {
        return "Replaces all that matches a regular expression in a file.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return LocatedFile.reads(args.path(), Detail.CONTENT);
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        EditedFile file = EditedFile.read(args.path(), answers);
        if (file.file().state().isDirectory()) {
            return new Decision.Failed("Path " + args.path() + " is a directory !", ModuleResult.EMPTY.with("rc", 256));
        }
        if (!file.exists()) {
            return new Decision.Failed("Path " + args.path() + " does not exist !", ModuleResult.EMPTY.with("rc", 257));
        }
        int from = 0;
        int to = file.text().length();
        Optional<String> section = section(args);
        if (section.isPresent()) {
            PythonRegex regex = PythonRegex.compile("(?s)" + section.get(), false, false);
            Matcher matcher = regex.matcher(file.text());
            if (!PythonRegex.guarded(matcher::find)) {
                String message = "Pattern for before/after params did not match the given file: " + section.get();
                return new Decision.Unchanged(message, ModuleResult.EMPTY.with("msg", message));
            }
            String group = regex.names().getOrDefault("subsection", "subsection");
            from = matcher.start(group);
            to = matcher.end(group);
        }
        return replaced(args, file, from, to, answers, context);
    }

    private static Optional<String> section(Args args) {
        if (args.after().isEmpty() && args.before().isEmpty()) {
            return Optional.empty();
        }
        String inner =
                args.before().isPresent() && args.after().isPresent() ? "(?P<subsection>.*?)" : "(?P<subsection>.*)";
        return Optional.of(args.after().orElse("") + inner + args.before().orElse(""));
    }

    private static Decision replaced(
            Args args, EditedFile file, int from, int to, Answers answers, TaskContext context) {
        PythonRegex regex = PythonRegex.compile(args.regexp(), false, true);
        var replacement = new RegexReplacement(args.replace().orElse(""));
        replacement.check(regex);
        String section = file.text().substring(from, to);
        Matcher matcher = regex.matcher(section);
        var out = new StringBuilder(file.text().substring(0, from));
        int copied = 0;
        int count = 0;
        while (PythonRegex.guarded(matcher::find)) {
            out.append(section, copied, matcher.start()).append(replacement.expand(regex, matcher));
            copied = matcher.end();
            count++;
        }
        String text = out.append(section.substring(copied))
                .append(file.text().substring(to))
                .toString();
        String message = text.equals(file.text()) ? "" : count + " replacements made";
        var options = new EditedFile.Options(args.attributes(), args.validate(), args.backup(), false);
        return file.become(text, options, ModuleResult.EMPTY.with("msg", message), answers, context);
    }
}
