package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;

/** Fails with a message. */
final class FailModule implements Module<FailModule.Args> {
    record Args(
            @Arg(value = "the message", fallback = "Failed as requested from task", freeForm = true)
            String msg) {}

    @Override
    public String name() {
        return "fail";
    }

    @Override
    public String summary() {
        return "Fails with a message.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public boolean controllerOnly() {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        return new Decision.Failed(args.msg(), ModuleResult.EMPTY.failing(args.msg()));
    }
}
