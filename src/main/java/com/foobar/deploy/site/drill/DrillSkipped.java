package com.foobar.deploy.site.drill;

/** The site has not what a drill is about: nothing was broken. */
final class DrillSkipped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DrillSkipped(String message) {
        super(message);
    }
}
