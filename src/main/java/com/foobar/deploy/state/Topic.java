package com.foobar.deploy.state;

/** Areas of a host's state that change together. */
public enum Topic {
    FILE,
    PACKAGE,
    SERVICE,
    ACCOUNT,
    /** Kernel settings, host name, mounts, time zone. */
    SYSTEM,
    FACTS,
    /** The output of a read-only command, which may depend on anything, on other hosts too. */
    COMMAND,
    /** Rows and settings of a database, which replication and clients reach from other hosts. */
    SQL,
    HTTP,
    PORT;

    /** True if a change on one host can change the answer on another. */
    public boolean network() {
        return switch (this) {
            case COMMAND, SQL, HTTP, PORT -> true;
            case FILE, PACKAGE, SERVICE, ACCOUNT, SYSTEM, FACTS -> false;
        };
    }
}
