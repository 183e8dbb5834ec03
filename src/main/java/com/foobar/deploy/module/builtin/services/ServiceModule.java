package com.foobar.deploy.module.builtin.services;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.value.Value;
import java.util.Optional;
import java.util.Set;

/** Manages services; here those of systemd. */
final class ServiceModule implements Module<ServiceModule.Args> {
    record Args(
            @Arg("the service") String name,
            @Arg("started, stopped, restarted or reloaded") Optional<UnitArgs.State> state,
            @Arg("start it at boot") Optional<Boolean> enabled,
            @Arg(value = "not used", aliases = "args") Optional<String> arguments,
            @Arg("not used") Optional<String> pattern,
            @Arg("not used") Optional<Value> sleep,
            @Arg("not used") Optional<String> runlevel,
            @Arg("not used: it is always systemd") Optional<String> use,

            @Arg(value = "as in systemd", aliases = "daemon-reload", fallback = "false")
            boolean daemonReload) {
        UnitArgs unit() {
            return new UnitArgs(
                    Optional.of(name), state, enabled, Optional.empty(), daemonReload, false, false, false, false);
        }
    }

    @Override
    public String name() {
        return "service";
    }

    @Override
    public String summary() {
        return "Manages services; here those of systemd.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(UnitDecision.question(args.unit(), args.name()));
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        return UnitDecision.decide(args.unit(), answers, context.checkMode());
    }
}
