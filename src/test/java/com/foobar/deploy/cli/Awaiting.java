package com.foobar.deploy.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what another process does. The bound only ends a test that would hang. */
final class Awaiting {
    private static final Duration BOUND = Duration.ofSeconds(60);

    private Awaiting() {}

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(BOUND);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("never came about: " + what);
            }
            Thread.sleep(Duration.ofMillis(20));
        }
    }
}
