package com.foobar.deploy.engine.event;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens in a run. Views draw these; nothing else leaves the engine. */
public sealed interface Event {
    record RunStarted(String playbook, boolean check) implements Event {}

    record PlayStarted(String name, List<String> hosts) implements Event {}

    /** @param tags of the task, for listings */
    record TaskStarted(TaskName task, List<String> hosts) implements Event {}

    /** A host begins with a task that {@link TaskStarted} told of; with many hosts some have to wait. */
    record HostStarted(TaskName task, String host) implements Event {}

    record TaskFinished(TaskName task, String host, TaskOutcome outcome, boolean censored) implements Event {}

    /** A retry of an {@code until} loop. */
    record Retrying(TaskName task, String host, int attempt, int attempts) implements Event {}

    record Connecting(String host) implements Event {}

    /**
     * What a running command has printed since the last of these events: whole lines, or the part of a line that waits
     * for the rest. Not told of tasks with {@code no_log} or with a secret among their arguments.
     */
    record Output(TaskName task, String host, String text) implements Event {}

    /**
     * A file on its way to or from a host.
     *
     * @param what it is, usually a path
     * @param bytes so far
     * @param total -1 where nobody knows
     */
    record Transfer(String host, String what, long bytes, long total) implements Event {}

    /**
     * A host's facts were read.
     *
     * @param facts under their names without {@code ansible_}
     */
    record FactsGathered(String host, Map<String, Value> facts) implements Event {}

    /**
     * What a play, its roles and the command line give each host of the play. Told when the play ends, since roles may
     * have been included meanwhile.
     */
    record PlayVariables(String play, List<String> hosts, Map<String, Variable> variables) implements Event {}

    /** A host's variables as the inventory gives them, with their places; at the end of a run those that tasks have set. */
    record HostVariables(String host, Map<String, Variable> variables) implements Event {}

    /** The user asked to stop: what runs is finished, nothing new is started. */
    record Interrupted() implements Event {}

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
