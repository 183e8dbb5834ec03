package com.foobar.deploy.connection;

import java.time.Duration;
import java.util.Objects;

/**
 * One thing the worker does: shell text run in a subshell of its own with standard input from /dev/null.
 *
 * @param bound how long it may take before the connection is given up
 * @param always run even if an earlier step failed; otherwise it is answered with {@link StepResult#SKIPPED}
 * @param outputLimit bytes kept of each of stdout and stderr; more is counted and thrown away
 * @param watch sees its output as it comes
 * @param lasting whether what it starts may be meant to live on: a worker that ran none such is left without a word
 * @param resident run in the worker's own shell, so that what it opens stays open until the worker ends. Only for text
 *     of our own: an error in it ends the worker. Descriptor 9 is closed in all other steps
 */
public record WorkerStep(
        ShellText script,
        Duration bound,
        boolean always,
        int outputLimit,
        boolean lasting,
        boolean resident,
        Watch watch) {
    /** Sees what a step prints, in pieces as they come in; called by the thread that reads, so it must be quick. */
    @FunctionalInterface
    public interface Watch {
        Watch NOBODY = (bytes, offset, length) -> {};

        void printed(byte[] bytes, int offset, int length);
    }

    public static final Duration DEFAULT_BOUND = Duration.ofMinutes(30);
    public static final int DEFAULT_OUTPUT_LIMIT = 16 * 1024 * 1024;

    private static final long MOST_OF_AN_ANSWER = 64L << 20;
    private static final long MOST_OF_A_COMMAND = 1L << 30;

    public WorkerStep {
        Objects.requireNonNull(script);
        if (bound.isNegative() || bound.isZero() || outputLimit < 0) {
            throw new IllegalArgumentException("a step needs a positive bound and output limit");
        }
    }

    public WorkerStep(ShellText script, Duration bound, boolean always, int outputLimit) {
        this(script, bound, always, outputLimit, true, false, Watch.NOBODY);
    }

    /** A step that only reads: it runs whatever happened before. */
    public static WorkerStep reading(ShellText script) {
        return new WorkerStep(script, DEFAULT_BOUND, true, DEFAULT_OUTPUT_LIMIT);
    }

    /** A question: it reads, and nothing that it starts is to live on. */
    public static WorkerStep asking(ShellText script) {
        return new WorkerStep(script, DEFAULT_BOUND, true, DEFAULT_OUTPUT_LIMIT, false, false, Watch.NOBODY);
    }

    /** A change that no other step depends on: it runs whatever happened before, and stops nothing. */
    public static WorkerStep alone(ShellText script) {
        return reading(script);
    }

    /** One of several changes that are sent together: a failed one stops those after it. */
    public static WorkerStep changing(ShellText script) {
        return new WorkerStep(script, DEFAULT_BOUND, false, DEFAULT_OUTPUT_LIMIT);
    }

    /** Bytes on one stream after which the host is given up: a command may print a lot, an answer is short. */
    long mostOutput() {
        return lasting ? MOST_OF_A_COMMAND : MOST_OF_AN_ANSWER;
    }

    public WorkerStep within(Duration time) {
        return new WorkerStep(script, time, always, outputLimit, lasting, resident, watch);
    }

    public WorkerStep keeping(int bytes) {
        return new WorkerStep(script, bound, always, bytes, lasting, resident, watch);
    }

    public WorkerStep watchedBy(Watch watcher) {
        return new WorkerStep(script, bound, always, outputLimit, lasting, resident, watcher);
    }

    /** A step whose descriptors, such as that of a lock, live as long as the worker. */
    public static WorkerStep resident(ShellText script) {
        return new WorkerStep(script, DEFAULT_BOUND, true, DEFAULT_OUTPUT_LIMIT, false, true, Watch.NOBODY);
    }
}
