package com.foobar.deploy.module;

import com.foobar.deploy.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a module asks the controller to do. */
public sealed interface ControlEffect {
    /** set_fact; {@code facts} of setup and package_facts. */
    record SetFacts(Map<String, Value> variables) implements ControlEffect {}

    /** Facts found on the host: below {@code ansible_facts}, and as {@code ansible_NAME}. */
    record HostFacts(Map<String, Value> facts) implements ControlEffect {}

    /** include_vars. */
    record IncludeVars(Map<String, Value> variables) implements ControlEffect {}

    /** Facts or variables that are another host's, since the task is delegated with {@code delegate_facts}. */
    record OfHost(String host, ControlEffect facts) implements ControlEffect {}

    record AddHost(String name, List<String> groups, Map<String, Value> variables) implements ControlEffect {}

    record GroupBy(String group, List<String> parents) implements ControlEffect {}

    /** debug and the like: a message for the screen. */
    record Say(Value message) implements ControlEffect {}

    /** pause: waits, or asks where {@code time} is empty. The answer becomes {@code user_input}. */
    record Pause(Optional<Duration> time, Optional<String> prompt, boolean echo) implements ControlEffect {}

    /** wait_for_connection: until the host can be logged in to again. The task fails if time runs out. */
    record AwaitConnection(Duration timeout, Duration delay, Duration sleep) implements ControlEffect {}

    /** meta. */
    record Meta(MetaAction action) implements ControlEffect {}

    /** The actions of meta. */
    enum MetaAction {
        FLUSH_HANDLERS,
        END_PLAY,
        END_HOST,
        END_BATCH,
        CLEAR_HOST_ERRORS,
        CLEAR_FACTS,
        RESET_CONNECTION,
        REFRESH_INVENTORY,
        NOOP,
        END_ROLE
    }
}
