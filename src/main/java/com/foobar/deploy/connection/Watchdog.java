package com.foobar.deploy.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Acts when something takes too long; watches one thing at a time. Its user sees to it that only one thread asks. */
final class Watchdog {
    private CompletableFuture<Void> watched = new CompletableFuture<>();

    /** Watches this from now on, and nothing else. The action gets a thread of its own. */
    void watch(Duration bound, Runnable action) {
        rest();
        watched = new CompletableFuture<Void>().orTimeout(bound.toMillis(), TimeUnit.MILLISECONDS);
        watched.whenComplete((none, failure) -> {
            if (failure instanceof TimeoutException) {
                Thread.startVirtualThread(action);
            }
        });
    }

    void rest() {
        watched.complete(null);
    }
}
