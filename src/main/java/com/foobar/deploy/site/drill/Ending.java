package com.foobar.deploy.site.drill;

/** What became of a drill. */
public sealed interface Ending {
    record Passed() implements Ending {}

    /** @param why what was not as expected */
    record Failed(String why) implements Ending {}

    /** Nothing was done: this site does not let it be done. */
    record Skipped(String why) implements Ending {}
}
