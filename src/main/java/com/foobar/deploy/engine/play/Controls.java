package com.foobar.deploy.engine.play;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.run.PlayState;
import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.engine.variables.HostScope;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What tasks do to the run itself: its inventory and the play's course. */
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

    /** @param concerned the hosts that the effects are for: all of them with run_once */
    void apply(Task task, HostRun worker, List<HostRun> concerned, TaskOutcome outcome) {
        for (ControlEffect effect : outcome.effects()) {
            switch (effect) {
                case ControlEffect.SetFacts _,
                        ControlEffect.HostFacts _,
                        ControlEffect.IncludeVars _,
                        ControlEffect.OfHost _ -> {} // see TaskEnd
                case ControlEffect.AddHost(String name, List<String> groups, Map<String, Value> variables) ->
                    run.changeInventory(inventory -> inventory.with(name, groups, variables));
                case ControlEffect.GroupBy(String group, List<String> parents) -> {
                    List<String> members = concerned.stream().map(HostRun::name).toList();
                    run.changeInventory(inventory -> inventory.withGroup(group, parents, members));
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

    private void pause(Task task, List<HostRun> hosts, ControlEffect.Pause pause) {
        if (run.options().check()) {
            return;
        }
        String answer = PauseConsole.pause(pause);
        task.result()
                .register()
                .ifPresent(name -> hosts.forEach(host -> {
                    var values = new LinkedHashMap<String, Value>();
                    if (host.variables().setFacts().get(name) instanceof MapValue known) {
                        values.putAll(known.strings());
                    }
                    values.put("user_input", Value.of(answer));
                    host.variables().setFacts().put(name, MapValue.ofStrings(values));
                }));
    }

    private void meta(ControlEffect.MetaAction action, List<HostRun> hosts) {
        switch (action) {
            case FLUSH_HANDLERS -> {} // for all hosts together, see NodeRunner
            case END_PLAY -> playEnded = true;
            case END_BATCH -> play.batch().forEach(host -> host.ended(true));
            case END_HOST, END_ROLE -> hosts.forEach(host -> host.ended(true));
            case CLEAR_HOST_ERRORS ->
                play.hosts().stream()
                        .filter(host -> host.condition() != HostRun.Condition.LOCKED)
                        .forEach(host -> host.condition(HostRun.Condition.ACTIVE));
            case CLEAR_FACTS -> hosts.forEach(host -> host.variables().clearFacts());
            case RESET_CONNECTION -> hosts.forEach(HostRun::resetConnections);
            case REFRESH_INVENTORY, NOOP -> {} // a run keeps to the inventory that it has loaded
        }
    }

    /** max_fail_percentage: more than so many of the batch have failed. */
    boolean tooManyFailed() {
        if (play.play().execution().maxFailPercentage().isEmpty()) {
            return false;
        }
        Value limit = run.templates()
                .render(
                        play.play().execution().maxFailPercentage().get(),
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
