package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import java.util.List;

/** Tells the run itself what to do: run handlers, end the play. */
final class MetaModule implements Module<MetaModule.Args> {
    record Args(
            @Arg(
                    value = "flush_handlers, end_play, end_host, end_batch, end_role, clear_host_errors, clear_facts, "
                            + "reset_connection, refresh_inventory or noop",
                    freeForm = true,
                    aliases = "_raw_params")
            ControlEffect.MetaAction freeForm) {}

    @Override
    public String name() {
        return "meta";
    }

    @Override
    public String summary() {
        return "Tells the run itself what to do: run handlers, end the play.";
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
        return new Decision.Control(List.of(new ControlEffect.Meta(args.freeForm())), false, ModuleResult.EMPTY);
    }
}
