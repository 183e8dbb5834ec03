package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Optional;

/** Runs shell code as it is; here the same as shell without its guards. */
final class RawModule implements Module<RawModule.Args> {
    record Args(
            @Arg(value = "the shell code", freeForm = true, aliases = "_raw_params")
            Value cmd,

            @Arg("the shell to run it with, an absolute path; /bin/sh where none is given")
            Optional<String> executable) {}

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public String summary() {
        return "Runs shell code as it is.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public boolean predictsResult() {
        return false;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        TextValue code = CommandTask.text(args.cmd());
        boolean reading = ReadOnlyCommands.shell(code.text());
        return new CommandTask(
                        ShellModule.body(code, args.executable(), reading),
                        code,
                        "run `" + ShellModule.firstLine(code) + "`",
                        reading,
                        Optional.empty(),
                        CommandTask.Guards.NONE,
                        new CommandTask.Input(Optional.empty(), true),
                        true)
                .decide(answers, context);
    }
}
