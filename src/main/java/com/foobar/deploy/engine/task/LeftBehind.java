package com.foobar.deploy.engine.task;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.prepared.Site;

/** Says in a failure how the host was left: what somebody at the keyboard asks first. */
public final class LeftBehind {
    static final String PLAN = "a plan changes nothing on a host";
    static final String NOTHING = "nothing was changed on the host";
    static final String EARLIER = "what earlier tasks changed stays; nothing after this task ran on the host";
    static final String PARTLY = "what this task and earlier ones changed stays; nothing after it ran on the host";

    public static final String UNKNOWN =
            "what tasks before this error changed stays; run plan to see what is left to do";

    private LeftBehind() {}

    static TaskOutcome tell(Site site, TaskOutcome outcome) {
        boolean ended = outcome.status() == Status.FAILED || outcome.status() == Status.UNREACHABLE;
        if (!ended || outcome.failure().isEmpty()) {
            return outcome;
        }
        Diagnostic failure = outcome.failure().get();
        return outcome.withFailure(failure.leaving(state(site, outcome)));
    }

    /** A command that ended with an error, or whose end nobody saw, may have done anything. */
    private static boolean begun(TaskOutcome outcome) {
        return outcome.result().find("rc").isPresent()
                || outcome.failure()
                        .map(Diagnostic::code)
                        .filter(code -> code == ErrorCode.STEP_TIMEOUT || code == ErrorCode.CONNECTION_LOST)
                        .isPresent();
    }

    private static String state(Site site, TaskOutcome outcome) {
        if (site.run().options().check()) {
            return PLAN;
        }
        if (!outcome.changes().isEmpty() || begun(outcome)) {
            return PARTLY;
        }
        return site.host().recap().changed() == 0 ? NOTHING : EARLIER;
    }
}
