package com.foobar.deploy.connection;

import java.util.List;
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
    CompletableFuture<StepResult> submit(WorkerStep step);

    /** Submits and waits. */
    default StepResult run(WorkerStep step) {
        return Futures.await(submit(step));
    }

    /** Whether it takes steps: one that was given up, or that was killed, takes none. */
    boolean isUsable();

    /**
     * Sends steps together and waits for all. After one that fails the rest of them are skipped, and nothing else: a
     * worker serves every host that delegates a task to its host, so other steps may come at the same time.
     */
    List<StepResult> runTogether(List<WorkerStep> steps);
}
