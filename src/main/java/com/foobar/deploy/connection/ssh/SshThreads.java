package com.foobar.deploy.connection.ssh;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.util.threads.NoCloseExecutor;

/**
 * The threads of the client. MINA ends its executor together with the channel group, and a completion handler that runs at
 * that moment fails, since it needs the executor for what follows. Here the threads end last, when the client has stopped.
 */
final class SshThreads extends NoCloseExecutor {
    private static final long LONGEST_END_SECONDS = 5;
    private static final long IDLE_SECONDS = 10;

    SshThreads() {
        super(pool());
    }

    /**
     * A pool that grows: a pending connect blocks one of these threads, and dead hosts must not hold up live ones. What
     * comes after the end is dropped, since all sessions are closed by then and nobody waits for it.
     */
    private static ExecutorService pool() {
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> {
                    var thread = new Thread(task, "ssh");
                    thread.setDaemon(true);
                    return thread;
                },
                (_, _) -> {});
    }

    /** Also when the channel group that uses it has been shut down. */
    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Waits for what runs. */
    void end() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
