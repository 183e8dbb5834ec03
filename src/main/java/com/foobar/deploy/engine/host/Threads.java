package com.foobar.deploy.engine.host;

import com.foobar.deploy.connection.Futures;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Work on many hosts at once, on virtual threads: waiting costs nothing. */
public final class Threads {
    private Threads() {}

    public static <T> CompletableFuture<T> supply(Supplier<T> work) {
        var future = new CompletableFuture<T>();
        Thread.ofVirtual().start(() -> {
            try {
                future.complete(work.get());
            } catch (Throwable e) { // handed to whoever waits
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    /** Results in the order of the items; at most {@code limit} at work at a time. A single item needs no thread. */
    public static <T, R> List<R> map(Collection<T> items, int limit, Function<T, R> work) {
        if (items.size() == 1) {
            return List.of(work.apply(items.iterator().next()));
        }
        var permits = new Semaphore(limit);
        var futures = new ArrayList<CompletableFuture<R>>();
        for (T item : items) {
            futures.add(supply(() -> limited(permits, () -> work.apply(item))));
        }
        var results = new ArrayList<R>();
        futures.forEach(future -> results.add(Futures.await(future)));
        return results;
    }

    public static <T> void each(Collection<T> items, int limit, Consumer<T> work) {
        map(items, limit, item -> {
            work.accept(item);
            return item;
        });
    }

    private static <R> R limited(Semaphore permits, Supplier<R> work) {
        permits.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}
