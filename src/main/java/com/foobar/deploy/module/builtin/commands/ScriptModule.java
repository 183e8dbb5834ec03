package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.module.CommandWords;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Runs a script of the controller on the host. It goes to a private temporary directory, which is removed afterwards: a
 * script may read its own file.
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
            @Arg("directory to run it in") Optional<String> chdir,

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
    public boolean supportsCheckMode(Args args) {
        return args.creates().isPresent() || args.removes().isPresent();
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        TextValue line = CommandTask.text(args.cmd());
        var words = CommandWords.firstOf(line.text());
        if (words.first().isEmpty()) {
            throw ArgumentProblem.of("there is no script to run");
        }
        var script = new ScriptBody(content(context.source("files", words.first())), args.executable());
        ShellText body = script.text();
        String rest = words.rest();
        if (!rest.isEmpty()) {
            // It goes through the shell, as with Ansible: quotes, variables, pipes.
            body = body.and(" ")
                    .and(line.secret() ? ShellText.userCode(TextValue.secret(rest)) : ShellText.userCode(rest));
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

    private static CommandTask task(Args args, ShellText body) {
        TextValue line = CommandTask.text(args.cmd());
        return new CommandTask(
                body,
                line,
                "run the script `" + ShellModule.firstLine(line) + "`",
                false,
                args.chdir(),
                new CommandTask.Guards(args.creates(), args.removes()),
                new CommandTask.Input(Optional.empty(), true),
                true);
    }
}
