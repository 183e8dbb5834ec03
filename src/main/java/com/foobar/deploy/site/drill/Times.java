package com.foobar.deploy.site.drill;

/** What becomes of the time that something took in a drill. */
enum Times {
    /** It must stay below its bar. */
    JUDGED,

    /** On a machine that other work shares, where it proves nothing. */
    MEASURED;

    /** @param message goes before the time that it took */
    void check(long millis, long bar, String message) {
        DrillSite.check(this == MEASURED || millis < bar, message + " " + millis + " ms");
    }
}
