package com.foobar.deploy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Programs of this machine that a test cannot do without. {@code bin/test} installs the less common ones. */
public final class Installed {
    private Installed() {}

    /** Skips the test, with the reason, where the program is missing. */
    public static void assume(String program) {
        boolean there = Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        Assumptions.assumeTrue(there, program + " is not installed");
    }
}
