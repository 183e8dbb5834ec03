package com.foobar.deploy.diagnostic;

/** What the process says to its caller; documented in docs/errors.md. */
public enum ExitCode {
    FINE(0, "everything is in the desired state, or is now"),
    INTERNAL(1, "a defect of foobar-deploy"),
    USAGE(2, "the command line or a file is not valid; no host was touched"),
    CHANGES_PENDING(3, "something is to change, or was changed (with `--detailed-exitcode` only)"),
    HOSTS_FAILED(4, "a task failed on at least one host"),
    HOSTS_UNREACHABLE(5, "no task failed, but at least one host was not reached"),
    FINDINGS(6, "`verify` or `lint` found something"),
    LOCKED(7, "another run holds a host's lock"),
    DECLINED(8, "the question whether to go on was answered with no"),
    INTERRUPTED(130, "stopped by Ctrl-C");

    private final int number;
    private final String meaning;

    ExitCode(int number, String meaning) {
        this.number = number;
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    public int number() {
        return number;
    }
}
