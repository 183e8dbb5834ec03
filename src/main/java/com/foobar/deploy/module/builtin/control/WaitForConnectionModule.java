package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import java.time.Duration;
import java.util.List;

/** Waits until the host can be logged in to. */
final class WaitForConnectionModule implements Module<WaitForConnectionModule.Args> {
    record Args(
            @Arg(value = "seconds to wait at most", fallback = "600")
            long timeout,

            @Arg(value = "seconds before the first try", fallback = "0")
            long delay,

            @Arg(value = "seconds between tries", fallback = "1")
            long sleep,

            @Arg(value = "not used: the connection's own timeout counts", fallback = "5")
            long connectTimeout) {}

    @Override
    public String name() {
        return "wait_for_connection";
    }

    @Override
    public String summary() {
        return "Waits until the host can be logged in to.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        if (context.checkMode()) {
            return new Decision.Skipped("nothing is waited for in check mode", ModuleResult.EMPTY);
        }
        var wait = new ControlEffect.AwaitConnection(
                Duration.ofSeconds(args.timeout()),
                Duration.ofSeconds(args.delay()),
                Duration.ofSeconds(Math.max(1, args.sleep())));
        return new Decision.Control(List.of(wait), false, ModuleResult.EMPTY.with("elapsed", args.delay()));
    }
}
