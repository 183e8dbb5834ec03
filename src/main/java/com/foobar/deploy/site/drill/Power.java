package com.foobar.deploy.site.drill;

/** Switches hosts off and on without asking them. */
public interface Power {
    /** At once, as by a cut cable; returns when the host is off. */
    void off(String host);

    void on(String host);

    /** The host drops everything and closes nothing. */
    void freeze(String host);

    void thaw(String host);

    /** On and thawed, whatever it is now. */
    void restore(String host);

    /** The host is lost, with all that was on it; a bare one of its name and address is up when this returns. */
    void replace(String host);

    /** A command on this machine that succeeds only where the host is off: what a fence runs. */
    String offCommand(String host);
}
