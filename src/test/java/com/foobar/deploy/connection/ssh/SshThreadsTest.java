package com.foobar.deploy.connection.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What completes while a client ends: the channel group shuts its executor down before its last handlers have run. */
class SshThreadsTest {
    @Test
    void aHandlerThatComesBehindTheShutdownOfTheGroupRuns() throws Exception {
        var threads = new SshThreads();
        threads.shutdownNow();
        var ran = new CountDownLatch(1);
        threads.execute(ran::countDown);
        ran.await();
        threads.end();
    }

    @Test
    void theEndWaitsForAHandlerThatRuns() throws Exception {
        var threads = new SshThreads();
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var finished = new AtomicBoolean();
        threads.execute(() -> {
            begun.countDown();
            awaitQuietly(goOn);
            finished.set(true);
        });
        begun.await();
        Thread end = Thread.ofPlatform().start(threads::end);
        goOn.countDown();
        end.join();
        assertThat(finished).isTrue();
    }

    @Test
    void whatComesLaterStillIsDroppedWithoutAnError() {
        var threads = new SshThreads();
        threads.end();
        var ran = new AtomicBoolean();
        threads.execute(() -> ran.set(true));
        assertThat(ran).isFalse();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
