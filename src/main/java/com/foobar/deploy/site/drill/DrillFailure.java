package com.foobar.deploy.site.drill;

/** What a drill expected did not come about. */
public final class DrillFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DrillFailure(String message) {
        super(message);
    }
}
