package com.foobar.deploy.module.builtin.system;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.system.CommandQuestion;
import java.util.Set;

/** Checks that the host can be logged in to and answers. */
final class PingModule implements Module<PingModule.Args> {
    private static final CommandQuestion NOTHING = new CommandQuestion(ShellText.lit(":"));

    record Args(
            @Arg(value = "what is given back as `ping`", fallback = "pong")
            String data) {}

    @Override
    public String name() {
        return "ping";
    }

    @Override
    public String summary() {
        return "Checks that the host can be logged in to and answers.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(NOTHING);
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        answers.to(NOTHING);
        return new Decision.Unchanged("the host answers", ModuleResult.EMPTY.with("ping", args.data()));
    }
}
