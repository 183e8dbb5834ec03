package com.foobar.deploy.module.builtin;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a script of the controller on the host. It goes to a private temporary folder, which is removed afterwards: a
 * script may name any interpreter in its first line and read its own file.
 */
final class ScriptModule implements Module<ScriptModule.Args> {
    /** More does not fit a step; such a file is for copy and command. */
    private static final int LIMIT = 256 * 1024;

    record Args(
            @Arg(
                    value = "the script, looked for below `files`, and its arguments",
                    freeForm = true,
                    aliases = "_raw_params")
            Value cmd,

            @Arg("the program to run the script with") Optional<String> executable,
            @Arg("folder to run it in") Optional<String> chdir,

            @Arg("do not run it if this file or pattern exists")
            Optional<String> creates,

            @Arg("do not run it unless this file or pattern exists")
            Optional<String> removes) {}

    @Override
    public String name() {
        return "script";
    }

    @Override
    public String summary() {
        return "Runs a script of the controller on the host.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return task(args, ShellText.EMPTY).reads(context);
    }

    @Override
    public boolean predictsResult() {
        return false;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        TextValue line = CommandTask.text(args.cmd());
        List<String> words = ShellWords.split(line.text());
        if (words.isEmpty()) {
            throw ArgumentProblem.of("there is no script to run");
        }
        ShellText body = body(content(context.source("files", words.getFirst())), args.executable());
        for (String word : words.subList(1, words.size())) {
            body = line.secret() ? body.secretArg(new Secret(word)) : body.arg(word);
        }
        return task(args, body).decide(answers, context);
    }

    private static byte[] content(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            if (content.length > LIMIT) {
                throw ArgumentProblem.of(
                        "`" + file + "` is larger than 256 KiB: send it with `copy`, run it with `command`");
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ShellText body(byte[] content, Optional<String> executable) {
        String encoded = Base64.getMimeEncoder(76, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        ShellText run = ShellText.lit("d=$(umask 077; mktemp -d) || exit 1\n"
                        + "trap 'rm -rf \"$d\"' 0\ntrap 'exit 143' 1 2 13 15\n"
                        + "printf '%s'")
                .arg(encoded)
                .and(" | base64 -d >\"$d/script\" && chmod 700 \"$d/script\" || exit 1\n");
        for (String word : executable.map(ShellWords::split).orElse(List.of())) {
            run = run.and("").arg(word).and(" ");
        }
        return run.and("\"$d/script\"");
    }

    private static CommandTask task(Args args, ShellText body) {
        TextValue line = CommandTask.text(args.cmd());
        return new CommandTask(
                body,
                line,
                "run the script `" + ShellModule.firstLine(line) + "`",
                false,
                args.chdir(),
                args.creates(),
                args.removes(),
                Optional.empty(),
                true,
                true);
    }
}
