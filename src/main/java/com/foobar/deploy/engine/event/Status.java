package com.foobar.deploy.engine.event;

/** How a task ended on a host. In a plan CHANGED means: would change. */
public enum Status {
    OK,
    CHANGED,
    SKIPPED,
    FAILED,
    /** Failed, and the task says to ignore it or a rescue took over. */
    IGNORED,
    UNREACHABLE,
    /** In a plan: depends on something that an earlier task would do. */
    CONDITIONAL,
    /** In a plan: cannot be told. */
    UNKNOWN;

    boolean bad() {
        return this == FAILED || this == UNREACHABLE;
    }
}
