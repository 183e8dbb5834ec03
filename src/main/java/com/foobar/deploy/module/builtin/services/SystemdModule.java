package com.foobar.deploy.module.builtin.services;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.UnsupportedArgumentException;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import java.util.Optional;
import java.util.Set;

/** Manages units of systemd. */
final class SystemdModule implements Module<SystemdModule.Args> {
    record Args(
            @Arg(
                    value = "the unit; .service is added where it has no suffix",
                    aliases = {"service", "unit"})
            Optional<String> name,

            @Arg("started, stopped, restarted or reloaded") Optional<UnitArgs.State> state,
            @Arg("start it at boot") Optional<Boolean> enabled,
            @Arg("keep it from being started at all") Optional<Boolean> masked,

            @Arg(
                    value = "let systemd read its units again where the unit's file is newer",
                    aliases = "daemon-reload",
                    fallback = "false")
            boolean daemonReload,

            @Arg(value = "restart systemd itself", aliases = "daemon-reexec", fallback = "false")
            boolean daemonReexec,

            @Arg(value = "system, or user for the manager of the task's user", fallback = "system")
            Scope scope,

            @Arg(value = "do not wait until it is done", fallback = "false")
            boolean noBlock,

            @Arg(value = "overwrite links that are in the way", fallback = "false")
            boolean force) {
        UnitArgs unit() {
            return new UnitArgs(
                    name, state, enabled, masked, daemonReload, daemonReexec, scope == Scope.USER, noBlock, force);
        }

        Args {
            if (scope == Scope.GLOBAL) {
                throw new UnsupportedArgumentException("the scope `global` is not supported");
            }
        }
    }

    /** Whose units. */
    enum Scope {
        SYSTEM,
        USER,
        GLOBAL
    }

    @Override
    public String name() {
        return "systemd";
    }

    @Override
    public String summary() {
        return "Manages units of systemd.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        UnitArgs unit = args.unit();
        return unit.name()
                .<Set<Question<?>>>map(name -> Set.of(UnitDecision.question(unit, name)))
                .orElse(Set.of());
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        return UnitDecision.decide(args.unit(), answers, context.checkMode());
    }
}
