package com.foobar.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for what another process or thread does. The bound only ends a test that would hang: a busy machine may need long. */
public final class Awaiting {
    /** Longer than anything needs that comes at all. */
    public static final Duration BOUND = Duration.ofMinutes(5);

    private Awaiting() {}

    public static void until(String what, BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(BOUND);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("never came about: " + what);
            }
            Thread.sleep(Duration.ofMillis(20));
        }
    }
}
