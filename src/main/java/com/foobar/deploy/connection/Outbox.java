package com.foobar.deploy.connection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** Writes in order without ever making the caller wait; what piles up goes out in one write. */
final class Outbox {
    private static final byte[] END = new byte[0];

    private final LinkedBlockingQueue<byte[]> queue = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final OutputStream target;
    private volatile boolean abandoned;

    Outbox(OutputStream target) {
        this.target = target;
        Thread.startVirtualThread(this::pump);
    }

    void put(byte[] bytes) {
        queue.add(bytes);
    }

    /** Closes the target after all that was put before. */
    CompletableFuture<Void> end() {
        queue.add(END);
        return done;
    }

    /** Writes nothing more and leaves the target open, for one who closes what lies below. */
    void abandon() {
        abandoned = true;
        end();
        done.complete(null);
    }

    private void pump() {
        try {
            var batch = new ArrayList<byte[]>();
            while (!batch.contains(END)) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch);
                if (abandoned) {
                    return;
                }
                target.write(joined(batch));
                target.flush();
            }
            target.close();
        } catch (IOException closed) {
            // The reader of the process's output sees the end, with a better reason.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            done.complete(null);
        }
    }

    private static byte[] joined(List<byte[]> parts) {
        var all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
