package com.foobar.deploy.engine;

import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What tasks do to the run itself: facts, hosts, handlers, the play's course. */
final class Controls {
    private final RunContext run;
    private final PlayState play;
    private volatile boolean playEnded;

    Controls(RunContext run, PlayState play) {
        this.run = run;
        this.play = play;
    }

    boolean playEnded() {
        return playEnded;
    }

    /**
     * Marks the handlers that a changed task names. A loop notifies once, with each round's names.
     *
     * @param again whether the run that this one carries on has made the change
     */
    void notify(Site site, TaskOutcome outcome, boolean again) {
        for (Value raw : site.task().notifies()) {
            if (outcome.items().isEmpty()) {
                mark(site, raw, Map.of(), again);
            }
            for (TaskOutcome item : outcome.items()) {
                if (item.status() == Status.CHANGED) {
                    mark(site, raw, loopVariables(item), again);
                }
            }
        }
    }

    private static Map<String, Value> loopVariables(TaskOutcome item) {
        String name = String.valueOf(item.result().get("ansible_loop_var"));
        Value value = item.result().get(name);
        return value == null ? Map.of() : Map.of(name, value);
    }

    private void mark(Site site, Value raw, Map<String, Value> more, boolean again) {
        Notifications notifications = site.host().notifications();
        Consumer<String> add = again ? notifications::addAgain : notifications::add;
        Value name = run.templates().render(raw, site.scope().with(more));
        if (name instanceof TextValue text) {
            add.accept(text.text());
        } else if (name instanceof com.foobar.deploy.value.ListValue list) {
            list.items().forEach(item -> add.accept(String.valueOf(item)));
        }
    }

    /** @param concerned the hosts that the effects are for: all of them with run_once */
    void apply(Task task, HostRun worker, List<HostRun> concerned, TaskOutcome outcome) {
        for (ControlEffect effect : outcome.effects()) {
            switch (effect) {
                case ControlEffect.SetFacts(Map<String, Value> variables) ->
                    concerned.forEach(host -> {
                        host.setFacts().putAll(variables);
                        learned(host, variables, Precedence.SET_FACTS, task);
                    });
                case ControlEffect.HostFacts(Map<String, Value> facts) ->
                    concerned.forEach(host -> host.addFacts(facts));
                case ControlEffect.IncludeVars(Map<String, Value> variables) ->
                    concerned.forEach(host -> {
                        host.includedVars().putAll(variables);
                        learned(host, variables, Precedence.INCLUDE_VARS, task);
                    });
                case ControlEffect.AddHost(String name, List<String> groups, Map<String, Value> variables) -> {
                    run.inventory().add(name, groups, variables);
                    inventoryChanged();
                }
                case ControlEffect.GroupBy(String group, List<String> parents) -> {
                    run.inventory().addGroup(group, parents);
                    concerned.forEach(host -> run.inventory().add(host.name(), List.of(group), Map.of()));
                    inventoryChanged();
                }
                case ControlEffect.Say(Value message) -> run.tell(new Event.Said(worker.name(), message));
                case ControlEffect.Pause pause -> pause(task, concerned, pause);
                case ControlEffect.AwaitConnection _ -> {
                    // Done where the task runs, since it may fail there.
                }
                case ControlEffect.Meta(ControlEffect.MetaAction action) -> meta(action, concerned);
            }
        }
    }

    private static void learned(HostRun host, Map<String, Value> variables, Precedence level, Task task) {
        variables.forEach((name, value) -> host.learned(name, new Variable(value, level, task.place())));
    }

    private void inventoryChanged() {
        run.hosts().forEach(HostRun::forgetInventoryVariables);
    }

    private void pause(Task task, List<HostRun> hosts, ControlEffect.Pause pause) {
        if (run.options().check()) {
            return;
        }
        String answer = PauseConsole.pause(pause);
        task.register()
                .ifPresent(name -> hosts.forEach(host -> {
                    var values = new LinkedHashMap<String, Value>();
                    if (host.setFacts().get(name) instanceof MapValue known) {
                        values.putAll(known.strings());
                    }
                    values.put("user_input", Value.of(answer));
                    host.setFacts().put(name, MapValue.ofStrings(values));
                }));
    }

    private void meta(ControlEffect.MetaAction action, List<HostRun> hosts) {
        switch (action) {
            case FLUSH_HANDLERS -> {} // for all hosts together, see NodeRunner
            case END_PLAY -> playEnded = true;
            case END_BATCH -> play.batch().forEach(host -> host.ended(true));
            case END_HOST, END_ROLE -> hosts.forEach(host -> host.ended(true));
            case CLEAR_HOST_ERRORS -> play.hosts().forEach(host -> host.condition(HostRun.Condition.ACTIVE));
            case CLEAR_FACTS -> hosts.forEach(HostRun::clearFacts);
            case RESET_CONNECTION -> hosts.forEach(HostRun::resetConnections);
            case REFRESH_INVENTORY -> inventoryChanged();
            case NOOP -> {}
        }
    }

    /** max_fail_percentage: more than so many of the batch have failed. */
    boolean tooManyFailed() {
        if (play.play().maxFailPercentage().isEmpty()) {
            return false;
        }
        Value limit = run.templates()
                .render(
                        play.play().maxFailPercentage().get(),
                        new HostScope(run, play, play.batch().getFirst(), null));
        long failed = play.batch().stream()
                .filter(host -> host.condition() != HostRun.Condition.ACTIVE)
                .count();
        return failed * 100.0 / play.batch().size() > percent(limit);
    }

    private static double percent(Value value) {
        return switch (value) {
            case IntValue number -> number.number().doubleValue();
            case FloatValue number -> number.number();
            case TextValue text ->
                Double.parseDouble(text.text().replace("%", "").strip());
            default -> 100;
        };
    }
}
