package com.foobar.deploy.connection;

import java.util.concurrent.CompletableFuture;

/** A step that was sent and whose frames, one on each stream, have not both come back. Guarded by the worker's lock. */
final class PendingStep {
    /** What the worker prints in place of an exit status. */
    static final String SKIPPED = "skipped";

    final WorkerStep step;
    final CompletableFuture<StepResult> answer = new CompletableFuture<>();
    final BoundedBytes out;
    final BoundedBytes err;
    private int framesMissing = 2;

    PendingStep(WorkerStep step) {
        this.step = step;
        this.out = new BoundedBytes(step.outputLimit());
        this.err = new BoundedBytes(step.outputLimit());
    }

    /** @return whether that was the last one */
    boolean frameCame() {
        framesMissing--;
        return framesMissing == 0;
    }

    StepResult result(String status) {
        int rc = status.equals(SKIPPED) ? StepResult.SKIPPED : Integer.parseInt(status);
        return new StepResult(rc, out.bytes(), err.bytes(), out.dropped(), err.dropped());
    }
}
