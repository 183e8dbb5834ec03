package com.foobar.deploy.connection;

import com.foobar.deploy.diagnostic.Diagnostic;

/**
 * What a shell says before the worker has begun on both of its streams: noise of a login, or why there will be no worker.
 * Its user sees to it that only one thread asks.
 */
final class Greeting {
    private static final int LONGEST_PREAMBLE = 8 * 1024;

    private final BoundedBytes noiseOut = new BoundedBytes(LONGEST_PREAMBLE);
    private final BoundedBytes noiseErr = new BoundedBytes(LONGEST_PREAMBLE);
    private final StartFailure failure;
    private String refusal = "";
    private int streamsMissing = 2;

    Greeting(StartFailure failure) {
        this.failure = failure;
    }

    void noise(boolean isOut, byte[] bytes, int offset, int length) {
        (isOut ? noiseOut : noiseErr).add(bytes, offset, length);
    }

    void refused(String word) {
        refusal = word;
    }

    /** The worker has said on one more stream that it runs. */
    void cameOnOneStream() {
        streamsMissing--;
    }

    boolean isComplete() {
        return streamsMissing == 0;
    }

    Diagnostic noAnswer() {
        return failure.noAnswer(noiseOut.bytes(), noiseErr.bytes());
    }

    Diagnostic explained() {
        return failure.explain(refusal, noiseOut.bytes(), noiseErr.bytes());
    }
}
