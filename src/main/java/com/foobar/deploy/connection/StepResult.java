package com.foobar.deploy.connection;

import java.nio.charset.StandardCharsets;

/**
 * What a step answered. The bytes are untrusted: decode leniently, and parse only what our own scripts frame.
 *
 * @param rc the exit status, or {@link #SKIPPED}
 * @param droppedOut bytes of stdout beyond the step's limit
 */
public record StepResult(int rc, byte[] out, byte[] err, long droppedOut, long droppedErr) {
    /** Not run, since an earlier step had failed. */
    public static final int SKIPPED = -1;

    public static StepResult of(int rc, String out, String err) {
        return new StepResult(rc, out.getBytes(StandardCharsets.UTF_8), err.getBytes(StandardCharsets.UTF_8), 0, 0);
    }

    public boolean ok() {
        return rc == 0;
    }

    public boolean skipped() {
        return rc == SKIPPED;
    }

    /** Standard output as UTF-8, malformed bytes replaced. */
    public String text() {
        return new String(out, StandardCharsets.UTF_8);
    }

    public String errorText() {
        return new String(err, StandardCharsets.UTF_8);
    }
}
