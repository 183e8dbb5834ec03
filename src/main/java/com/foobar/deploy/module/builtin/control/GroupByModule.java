package com.foobar.deploy.module.builtin.control;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;

/** Puts the host in a group that is made for it. */
final class GroupByModule implements Module<GroupByModule.Args> {
    record Args(
            @Arg("the group's name; spaces become dashes") String key,

            @Arg(value = "groups that the new one belongs to", fallback = "all")
            List<String> parents) {}

    @Override
    public String name() {
        return "group_by";
    }

    @Override
    public String summary() {
        return "Puts the host in a group that is made for it.";
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
        String group = args.key().replace(' ', '-');
        List<String> parents =
                args.parents().stream().map(name -> name.replace(' ', '-')).toList();
        return new Decision.Control(
                List.of(new ControlEffect.GroupBy(group, parents)),
                false,
                ModuleResult.of(Map.of("add_group", Value.of(group), "parent_groups", ListValue.ofStrings(parents))));
    }
}
