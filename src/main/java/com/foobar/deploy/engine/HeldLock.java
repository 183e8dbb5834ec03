package com.foobar.deploy.engine;

import com.foobar.deploy.connection.Futures;
import com.foobar.deploy.diagnostic.DeployException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this run knows of its lock of a host: nothing, asked for, or held. */
final class HeldLock {
    private @Nullable CompletableFuture<?> asked;

    /** Asks for it unless that was done. */
    synchronized void askOnce(Supplier<CompletableFuture<?>> ask) {
        if (asked == null) {
            asked = ask.get();
        }
    }

    /** Waits for it, if it was asked for; a refusal is told, and may be followed by another try. */
    void await() {
        CompletableFuture<?> answer = answer();
        if (answer == null) {
            return;
        }
        try {
            Futures.await(answer);
        } catch (DeployException e) {
            gone();
            throw e;
        }
    }

    private synchronized @Nullable CompletableFuture<?> answer() {
        return asked;
    }

    synchronized void gone() {
        asked = null;
    }
}
