package com.foobar.deploy.engine;

import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.event.Recap;
import java.util.Map;

/** How a run ended. */
public record RunResult(Map<String, Recap> recap, long milliseconds, boolean locked, boolean interrupted) {
    /** An interruption weighs most. Failed hosts weigh more than unreachable ones; a lock that was held more than both. */
    public ExitCode exit() {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        if (locked) {
            return ExitCode.LOCKED;
        }
        if (recap.values().stream().anyMatch(counts -> counts.failed() > 0)) {
            return ExitCode.HOSTS_FAILED;
        }
        return recap.values().stream().anyMatch(counts -> counts.unreachable() > 0)
                ? ExitCode.HOSTS_UNREACHABLE
                : ExitCode.FINE;
    }

    /** Changes that a plan found, or that an apply made. */
    public int changes() {
        return recap.values().stream().mapToInt(Recap::pending).sum();
    }
}
