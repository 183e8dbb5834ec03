package com.foobar.deploy.engine.event;

import com.foobar.deploy.value.MapValue;
import java.util.Optional;

/** What an earlier run has changed, so that a run that resumes it does not do it again. */
@FunctionalInterface
public interface Completed {
    Completed NOTHING = (_, _) -> Optional.empty();

    /**
     * A change that was made.
     *
     * @param values what the task registered
     * @param whole false where secrets are missing in it
     * @param reason for the reader
     */
    record Result(MapValue values, boolean whole, String reason) {}

    /** The result of the task on the host; asked once each time that the task comes to the host. */
    Optional<Result> take(Event.TaskName task, String host);
}
