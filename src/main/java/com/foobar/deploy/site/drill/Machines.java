package com.foobar.deploy.site.drill;

import java.util.Optional;
import java.util.function.Consumer;

/** What a drill does to hosts: shell texts as root, and their power where it can be switched. */
public interface Machines {
    /** How a shell text ended. */
    record Outcome(int rc, String out, String error) {
        public boolean ok() {
            return rc == 0;
        }

        /** The last line of standard error that says anything; where there is none, of standard output. */
        public String reason() {
            String said = error.isBlank() ? out : error;
            return said.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce("exit status " + rc, (_, last) -> last);
        }
    }

    /** A shell text that runs in parallel with the drill; closing it ends it with all that it started. */
    interface Background extends AutoCloseable {
        @Override
        void close();
    }

    /** Runs a shell text to its end, whatever its exit status; a host that is not reached counts as one that failed. */
    Outcome run(String host, String script);

    /** @param lines gets each line of standard output, at the latest with the one behind it; it must be quick */
    Background start(String host, String script, Consumer<String> lines);

    /** Empty where hosts cannot be switched off and on again. */
    Optional<Power> power();
}
