package com.foobar.deploy.engine.variables;

import com.foobar.deploy.engine.host.HostRun;

/** An expression asked for a fact that was not gathered yet: gather, then evaluate again. Control flow only. */
public final class FactsNeeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient HostRun host;

    FactsNeeded(HostRun host) {
        super("facts of " + host.name() + " are not gathered yet", null, false, false);
        this.host = host;
    }

    public HostRun host() {
        return host;
    }
}
