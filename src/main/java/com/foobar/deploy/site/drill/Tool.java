package com.foobar.deploy.site.drill;

import java.util.List;

/** The command line of this tool, for the site's inventory. */
public interface Tool {
    /** How a command ended, and all it printed. */
    record Outcome(int exit, String text) {
        /** @throws DrillFailure if it ended otherwise */
        public Outcome exits(int expected) {
            if (exit != expected) {
                throw new DrillFailure("expected exit code " + expected + ", seen " + exit + ": " + tail());
            }
            return this;
        }

        public Outcome says(String part) {
            if (!text.contains(part)) {
                throw new DrillFailure("expected `" + part + "` in the output, seen: " + tail());
            }
            return this;
        }

        /** The last lines. */
        public String tail() {
            List<String> lines = text.lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        }
    }

    Outcome run(String... arguments);

    /** A process of its own, to be killed. Standard error comes with standard output. */
    Process start(String... arguments);
}
