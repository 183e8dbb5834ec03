package com.foobar.deploy.view;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events as a run would tell them. */
public final class Events {
    private Events() {}

    static Event.TaskName task(String role, String name) {
        return new Event.TaskName(
                name, "copy", Optional.of(role), false, new Place("roles/" + role + "/tasks/main.yml", 3, 7));
    }

    static Event.TaskName handler(String role, String name) {
        return new Event.TaskName(
                name, "systemd", Optional.of(role), true, new Place("roles/" + role + "/handlers/main.yml", 2, 3));
    }

    static TaskOutcome outcome(Status status, String reason, String... changes) {
        return new TaskOutcome(
                status,
                MapValue.ofStrings(Map.of("changed", Value.of(status == Status.CHANGED))),
                new TaskOutcome.Explanation(reason, List.of(changes), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }

    static TaskOutcome with(TaskOutcome outcome, Diff diff) {
        return new TaskOutcome(
                outcome.status(),
                outcome.result(),
                new TaskOutcome.Explanation(outcome.reason(), outcome.changes(), Optional.of(diff), Optional.empty()),
                outcome.failure(),
                outcome.item(),
                outcome.effects(),
                outcome.items());
    }

    static TaskOutcome with(TaskOutcome outcome, MapValue result) {
        return new TaskOutcome(
                outcome.status(),
                result,
                new TaskOutcome.Explanation(outcome.reason(), outcome.changes(), outcome.diff(), Optional.empty()),
                outcome.failure(),
                outcome.item(),
                outcome.effects(),
                outcome.items());
    }

    static TaskOutcome failed(Status status, Diagnostic why) {
        return new TaskOutcome(
                status,
                MapValue.ofStrings(Map.of("msg", Value.of(why.message()))),
                new TaskOutcome.Explanation(why.message(), List.of(), Optional.empty(), Optional.empty()),
                Optional.of(why),
                Optional.empty(),
                List.of(),
                List.of());
    }

    static Event.TaskFinished finished(Event.TaskName task, String host, TaskOutcome outcome) {
        return new Event.TaskFinished(task, host, outcome, false);
    }
}
