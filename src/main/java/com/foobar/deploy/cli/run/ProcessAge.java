package com.foobar.deploy.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** How long the process has been running: what the JVM needs to start is part of what a user waits for. */
final class ProcessAge {
    /** Ticks per second in /proc, the same on every architecture that the JDK runs on (proc(5), USER_HZ). */
    private static final double TICKS = 100;

    /** The start time's place after the command's closing parenthesis (proc(5), field 22). */
    private static final int START_FIELD = 19;

    private ProcessAge() {}

    /** Nanoseconds, to a hundredth of a second on Linux, to a second elsewhere. */
    static long nanoseconds() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            double uptime =
                    Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
            return (long) ((uptime - Long.parseLong(fields[START_FIELD]) / TICKS) * 1e9);
        } catch (IOException | RuntimeException _) {
            return ProcessHandle.current()
                    .info()
                    .startInstant()
                    .map(start -> Duration.between(start, Instant.now()).toNanos())
                    .orElse(0L);
        }
    }
}
