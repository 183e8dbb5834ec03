package com.foobar.deploy.engine.task;

import com.foobar.deploy.engine.run.RunContext;
import com.foobar.deploy.module.Decision;
import java.time.Duration;

/**
 * Patience with a service that nobody listens for, right after a change on any host: HAProxy binds its ports only after
 * {@code systemctl reload} has ended. Playbooks written for Ansible rely on the second that it takes to the next task.
 */
final class Settling {
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final double PAUSE_SECONDS = 0.2;

    private final RunContext run;
    private long since;
    private boolean begun;

    Settling(RunContext run) {
        this.run = run;
    }

    /** Whether to ask again, before this is taken for a failure. */
    boolean mayPass(Decision decision) {
        if (!(decision instanceof Decision.Failed failed) || !failed.passing() || run.stopped()) {
            return false;
        }
        if (!begun) {
            begun = true;
            since = System.nanoTime();
        }
        return System.nanoTime() - since < LONGEST.toNanos()
                && run.hosts().stream().anyMatch(host -> host.answers().changedWithin(LONGEST));
    }

    void pause() {
        Attempts.sleep(PAUSE_SECONDS);
    }
}
