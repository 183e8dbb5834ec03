package com.foobar.deploy.connection;

import java.util.concurrent.CompletableFuture;

/**
 * A POSIX shell on a host under one user, which runs steps in the order they are submitted. Steps are pipelined: submit
 * many, then wait. Thread-safe.
 */
public interface Worker {
    /**
     * Queues a step.
     *
     * @return completes with the result; fails with a {@link com.foobar.deploy.diagnostic.DeployException}
     *     (CONNECTION_LOST, STEP_TIMEOUT, WORKER_ENDED, PROTOCOL)
     */
    CompletableFuture<StepResult> submit(Step step);

    /** Submits and waits. */
    default StepResult run(Step step) {
        return Futures.await(submit(step));
    }

    /** Whether it takes steps: one that was given up, or that was killed, takes none. */
    boolean isUsable();

    /** Lets steps run again after a failed one: what comes behind no longer depends on it. */
    CompletableFuture<Void> forgive();
}
