package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ArgumentSpec;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;

/** Adds a host to the inventory of this run. */
final class AddHostModule implements Module<AddHostModule.Args> {
    record Args(
            @Arg(
                    value = "the host",
                    aliases = {"hostname", "host"})
            String name,

            @Arg(
                    value = "groups to put it in",
                    aliases = {"group", "groupname"})
            List<String> groups,

            @Arg(value = "variables of the host", name = ArgumentSpec.REST)
            MapValue variables) {}

    @Override
    public String name() {
        return "add_host";
    }

    @Override
    public String summary() {
        return "Adds a host to the inventory of this run.";
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
        var added = Map.of(
                "host_name",
                Value.of(args.name()),
                "groups",
                ListValue.ofStrings(args.groups()),
                "host_vars",
                args.variables());
        return new Decision.Control(
                List.of(new ControlEffect.AddHost(
                        args.name(), args.groups(), args.variables().strings())),
                true,
                ModuleResult.of(Map.of("add_host", Value.of(added))));
    }
}
