package com.foobar.deploy.module.builtin.commands;

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
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Runs shell code. */
final class ShellModule implements Module<ShellModule.Args> {
    private static final String SHELL = "/bin/sh";

    /** Linux takes 128 KiB; what is quoted or exported beside the code counts too. */
    private static final int LONGEST_ARGUMENT = 120_000;

    record Args(
            @Arg(value = "the shell code", freeForm = true, aliases = "_raw_params")
            Value cmd,

            @Arg("the shell to run it with, an absolute path; /bin/sh where none is given")
            Optional<String> executable,

            @Arg("directory to run it in") Optional<String> chdir,

            @Arg("do not run it if this file or pattern exists")
            Optional<String> creates,

            @Arg("do not run it unless this file or pattern exists")
            Optional<String> removes,

            @Arg("text for its standard input") Optional<Value> stdin,

            @Arg(value = "end that text with a line break", fallback = "true")
            boolean stdinAddNewline,

            @Arg(value = "take empty lines off the ends of the output", fallback = "true")
            boolean stripEmptyEnds,

            @Arg("not used") Optional<Value> warn) {}

    @Override
    public String name() {
        return "shell";
    }

    @Override
    public String summary() {
        return "Runs shell code.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return task(args).reads(context);
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return task(args).readAhead(context);
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
        return task(args).decide(answers, context);
    }

    private static CommandTask task(Args args) {
        TextValue code = CommandTask.text(args.cmd());
        boolean reading = ReadOnlyCommands.shell(code.text());
        return new CommandTask(
                body(code, args.executable(), reading),
                code,
                "run `" + firstLine(code) + "`",
                args.stdin().isEmpty() && reading,
                args.chdir(),
                new CommandTask.Guards(args.creates(), args.removes()),
                new CommandTask.Input(args.stdin(), args.stdinAddNewline()),
                args.stripEmptyEnds());
    }

    /**
     * The code is handed to a shell of its own, in a way that keeps secrets off its argv: in the worker's shell `kill $$`
     * would end the worker. Code that only reads saves that program, and code longer than an argument may be does without.
     */
    static ShellText body(TextValue code, Optional<String> executable, boolean reading) {
        String shell = executable.orElse(SHELL);
        boolean fits = code.text().getBytes(StandardCharsets.UTF_8).length < LONGEST_ARGUMENT;
        if (shell.equals(SHELL) && (reading || !fits)) {
            return ShellText.lit("eval").arg(code);
        }
        if (!code.secret()) {
            return ShellText.lit("exec").arg(shell).and(" -c").arg(code);
        }
        return ShellText.lit("FOOBAR_CODE=")
                .glueSecret(new Secret(code.text()))
                .and(" exec")
                .arg(shell)
                .and(" -c 'code=$FOOBAR_CODE; unset FOOBAR_CODE; eval \"$code\"'");
    }

    static String firstLine(TextValue code) {
        if (code.secret()) {
            return code.toString();
        }
        String line = code.text().strip().lines().findFirst().orElse("");
        return line.length() > 60 ? line.substring(0, 57) + "..." : line;
    }
}
