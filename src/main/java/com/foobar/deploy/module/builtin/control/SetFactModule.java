package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ArgumentSpec;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.value.MapValue;
import java.util.List;
import java.util.Map;

/** Sets variables of the host for the rest of the run. */
final class SetFactModule implements Module<SetFactModule.Args> {
    record Args(
            @Arg(value = "variables and their values", name = ArgumentSpec.REST)
            MapValue variables,

            @Arg(value = "not used: facts are not kept between runs", fallback = "false")
            boolean cacheable) {
        Args {
            if (variables.entries().isEmpty()) {
                throw new IllegalArgumentException("there is no variable to set");
            }
            for (String name : variables.strings().keySet()) {
                if (!name.matches("[A-Za-z_]\\w*")) {
                    throw new IllegalArgumentException("`" + name + "` cannot be the name of a variable");
                }
            }
        }
    }

    @Override
    public String name() {
        return "set_fact";
    }

    @Override
    public String summary() {
        return "Sets variables of the host for the rest of the run.";
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
        return new Decision.Control(
                List.of(new ControlEffect.SetFacts(args.variables().strings())),
                false,
                ModuleResult.of(Map.of("ansible_facts", args.variables())));
    }
}
