package com.foobar.deploy.engine.host;

import com.foobar.deploy.connection.Futures;
import com.foobar.deploy.connection.Worker;
import com.foobar.deploy.diagnostic.DeployException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this run knows of its lock of a host: nothing, asked for, or held. */
public final class HeldLock {
    /** How to ask. */
    public interface Question {
        /** @param again whether this run asked before, so that a worker which was given up may still hold it */
        CompletableFuture<?> ask(Worker worker, boolean again);
    }

    private @Nullable CompletableFuture<?> asked;
    private @Nullable Worker holder;
    private boolean again;

    /** Asks for it unless that was done. A worker that was given up or killed has taken the lock with it. */
    public synchronized void askOnce(Supplier<Worker> worker, Question question) {
        if (asked == null || holder == null || !holder.isUsable()) {
            Worker asking = worker.get();
            asked = question.ask(asking, again);
            holder = asking;
            again = true;
        }
    }

    /** Waits for it, if it was asked for; a refusal is told, and may be followed by another try. */
    public void await() {
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
