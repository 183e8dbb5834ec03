package com.foobar.deploy.engine;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens in a run. Views draw these; nothing else leaves the engine. */
public sealed interface Event {
    record RunStarted(String playbook, boolean check) implements Event {}

    record PlayStarted(String name, List<String> hosts) implements Event {}

    /** @param tags of the task, for listings */
    record TaskStarted(TaskName task, List<String> hosts) implements Event {}

    record TaskFinished(TaskName task, String host, TaskOutcome outcome, boolean censored) implements Event {}

    /** A retry of an {@code until} loop. */
    record Retrying(TaskName task, String host, int attempt, int attempts) implements Event {}

    record Connecting(String host) implements Event {}

    record Unreachable(String host, Diagnostic why) implements Event {}

    record Said(String host, Value message) implements Event {}

    record Warned(String message, Optional<Place> place) implements Event {}

    record RunFinished(Map<String, Recap> recap, long milliseconds) implements Event {}

    /** A task as it is shown. */
    record TaskName(String name, String module, Optional<String> role, boolean handler, Place place) {
        public String title() {
            return role.map(r -> r + " : " + name).orElse(name);
        }
    }

    /** Gets events, from many threads, one at a time. */
    @FunctionalInterface
    interface Sink {
        void accept(Event event);
    }
}
