package com.foobar.deploy.truth;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The command line of {@code bin/truth}. */
public final class Truth {
    private static final int PORTS = 23701;
    private static final int MOST_SHRUNK = 10;

    private Truth() {}

    public static void main(String[] arguments) {
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage() + "\nusage: " + Options.USAGE);
            System.exit(2);
            return;
        }
        System.exit(options.print() ? print(options) : run(options));
    }

    private static int print(Options options) {
        options.seeds()
                .forEach(seed -> System.out.println(
                        "seed " + seed + "\n" + Generator.playbook(seed).text()));
        return 0;
    }

    private static int run(Options options) {
        Instant start = Instant.now();
        try (var harness =
                new Harness(Path.of("target/truth"), "truth", PORTS, options.ansible(), options.keep(), Truth::say)) {
            harness.up();
            Harness.Result result = harness.run(options.seeds());
            List<Harness.Finding> findings = result.findings();
            findings.forEach(finding -> System.out.println("\n" + finding.text()));
            if (options.shrink()) {
                findings.stream()
                        .limit(MOST_SHRUNK)
                        .forEach(finding -> System.out.println(
                                "\nshrunk, " + harness.shrunk(finding).text()));
            }
            System.out.println(result.summary() + ", in "
                    + Duration.between(start, Instant.now()).toSeconds() + " s");
            return findings.isEmpty() ? 0 : 1;
        }
    }

    private static void say(String line) {
        System.err.println(Instant.now() + " " + line);
    }
}
