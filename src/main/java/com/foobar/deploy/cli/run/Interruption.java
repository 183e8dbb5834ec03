package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.terminal.Terminals;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jline.utils.Signals;

/**
 * Ctrl-C: the first lets what runs come to its end, the second stops at once, as the first does while nothing runs.
 */
final class Interruption implements AutoCloseable {
    private static final String INTERRUPT = "INT";
    private static final Duration GRACE = Duration.ofMillis(500);

    private final List<BooleanSupplier> runs = new CopyOnWriteArrayList<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CompletableFuture<Object> before;

    private Interruption() {
        // In parallel with the start, which need not wait for it.
        this.before = CompletableFuture.supplyAsync(
                () -> Signals.register(INTERRUPT, this::interrupt), Thread::startVirtualThread);
    }

    static Interruption ofProcess() {
        return new Interruption();
    }

    /** From now on the first Ctrl-C stops this run, if it is under way then. */
    void stops(Deployment deployment) {
        runs.add(deployment::stop);
    }

    private void interrupt() {
        boolean first = count.getAndIncrement() == 0;
        boolean finishing =
                first && runs.stream().filter(BooleanSupplier::getAsBoolean).count() > 0;
        if (!finishing) {
            exit();
        }
    }

    /** In good order if that is quick: a prompt for a password gives the terminal its echo back. */
    private static void exit() {
        if (Terminals.interactive()) {
            // Off the line that was being drawn.
            System.err.println();
        }
        Thread.ofPlatform().daemon().start(() -> System.exit(ExitCode.INTERRUPTED.number()));
        try {
            Thread.sleep(GRACE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
    }

    @Override
    public void close() {
        Signals.unregister(INTERRUPT, before.join());
    }
}
