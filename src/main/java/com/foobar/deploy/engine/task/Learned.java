package com.foobar.deploy.engine.task;

import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.util.List;
import java.util.Map;

/** Puts the facts and variables that a task gives where later tasks, and later items of its loop, look them up. */
final class Learned {
    private Learned() {}

    /** True for facts and variables; false for other effects, which are not carried out here. */
    static boolean by(HostRun host, ControlEffect effect, Task task) {
        return switch (effect) {
            case ControlEffect.SetFacts(Map<String, Value> variables) -> {
                host.variables().setFacts().putAll(variables);
                note(host, variables, Precedence.SET_FACTS, task);
                yield true;
            }
            case ControlEffect.HostFacts(Map<String, Value> facts) -> {
                host.variables().addFacts(facts);
                yield true;
            }
            case ControlEffect.IncludeVars(Map<String, Value> variables) -> {
                host.variables().includedVars().putAll(variables);
                note(host, variables, Precedence.INCLUDE_VARS, task);
                yield true;
            }
            case ControlEffect.OfHost _,
                    ControlEffect.AddHost _,
                    ControlEffect.GroupBy _,
                    ControlEffect.Say _,
                    ControlEffect.Pause _,
                    ControlEffect.AwaitConnection _,
                    ControlEffect.Meta _ -> false;
        };
    }

    private static void note(HostRun host, Map<String, Value> variables, Precedence level, Task task) {
        variables.forEach((name, value) -> host.variables().learned(name, new Variable(value, level, task.place())));
    }

    /** Facts and variables as those of another host. */
    static List<ControlEffect> delegated(List<ControlEffect> effects, String host) {
        return effects.stream()
                .map(effect -> switch (effect) {
                    case ControlEffect.SetFacts _, ControlEffect.HostFacts _, ControlEffect.IncludeVars _ ->
                        new ControlEffect.OfHost(host, effect);
                    case ControlEffect.OfHost _,
                            ControlEffect.AddHost _,
                            ControlEffect.GroupBy _,
                            ControlEffect.Say _,
                            ControlEffect.Pause _,
                            ControlEffect.AwaitConnection _,
                            ControlEffect.Meta _ -> effect;
                })
                .toList();
    }
}
