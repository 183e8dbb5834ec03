package com.foobar.deploy.diagnostic;

/** What the process says to its caller; documented in docs/errors.md. */
public enum ExitCode {
    FINE(0),
    INTERNAL(1),
    USAGE(2),
    CHANGES_PENDING(3),
    HOSTS_FAILED(4),
    HOSTS_UNREACHABLE(5),
    FINDINGS(6),
    LOCKED(7),
    DECLINED(8),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
