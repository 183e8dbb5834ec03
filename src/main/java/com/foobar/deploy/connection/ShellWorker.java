package com.foobar.deploy.connection;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The worker over the streams of a running shell. Steps are sent at once, with the very text that starts the worker; the
 * frames tell which output is whose.
 */
final class ShellWorker implements Worker {
    private static final Duration LEAVE_BOUND = Duration.ofSeconds(10);

    /** Whether the connection still starts commands. */
    interface Answering {
        boolean answers();
    }

    private final String host;
    private final WorkerScript script;
    private final ShellProcess process;
    private final Answering connection;
    private final Outbox outbox;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock together = new ReentrantLock();
    private final Watchdog watchdog = new Watchdog();
    private final PendingSteps pending = new PendingSteps(watchdog, this::tookTooLong);
    private final Greeting greeting;
    private final CompletableFuture<Void> left = new CompletableFuture<>();
    private int streamsOpen = 2;
    private boolean lasting;
    private boolean leaving;
    private String exitStatus = "";
    private @Nullable Diagnostic end;

    private ShellWorker(String host, Become become, WorkerScript script, ShellProcess process, Answering connection) {
        this.host = host;
        this.greeting = new Greeting(new StartFailure(host, become));
        this.script = script;
        this.process = process;
        this.connection = connection;
        this.outbox = new Outbox(process.input());
    }

    static ShellWorker start(
            String host,
            Become become,
            WorkerScript script,
            ShellProcess process,
            Answering connection,
            Duration helloBound) {
        var worker = new ShellWorker(host, become, script, process, connection);
        worker.outbox.put(script.start(become));
        worker.watchdog.watch(helloBound, worker::noHello);
        Thread.startVirtualThread(() -> worker.read(process.output(), true));
        Thread.startVirtualThread(() -> worker.read(process.error(), false));
        return worker;
    }

    @Override
    public CompletableFuture<StepResult> submit(WorkerStep step) {
        return enqueue(step, sequence -> script.step(sequence, step));
    }

    @Override
    public List<StepResult> runTogether(List<WorkerStep> steps) {
        together.lock();
        try {
            List<CompletableFuture<StepResult>> sent =
                    steps.stream().map(this::submit).toList();
            List<StepResult> results = sent.stream().map(Futures::await).toList();
            if (results.stream().anyMatch(result -> !result.ok())) {
                Futures.await(forgive());
            }
            return results;
        } finally {
            together.unlock();
        }
    }

    /** Lets steps run again after a failed one. */
    private CompletableFuture<StepResult> forgive() {
        return enqueue(WorkerStep.asking(ShellText.EMPTY), script::forgive);
    }

    @Override
    public boolean isUsable() {
        lock.lock();
        try {
            return end == null && !leaving;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Asks the shell to leave, unless something runs; {@link #close()} waits for it. One that was only asked is not: over
     * a long way that is a round trip for nothing.
     */
    void leave() {
        lock.lock();
        try {
            if (end == null && lasting && greeting.isComplete() && pending.isEmpty() && !leaving) {
                leaving = true;
                outbox.put(script.leave());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Leaves in good order if something may live on and nothing runs; otherwise what runs is ended with the input. */
    void close() {
        leave();
        if (isLeaving()) {
            awaitShortly(left);
            // cat writes this to a pipe that nobody reads any more, and fails: see WorkerScript.
            outbox.put(new byte[] {'\n'});
        } else {
            // The end of the connection, which comes next, says the same.
            outbox.abandon();
        }
        finish(closed());
    }

    private Diagnostic closed() {
        return Diagnostic.of(ErrorCode.CONNECTION_LOST, "`" + host + "`: the connection was closed");
    }

    private static void awaitShortly(CompletableFuture<Void> future) {
        future.copy()
                .completeOnTimeout(null, LEAVE_BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private boolean isLeaving() {
        lock.lock();
        try {
            return end == null && leaving;
        } finally {
            lock.unlock();
        }
    }

    private interface Text {
        byte[] of(long sequence);
    }

    private CompletableFuture<StepResult> enqueue(WorkerStep step, Text text) {
        lock.lock();
        try {
            if (end != null || leaving) {
                return CompletableFuture.failedFuture((end == null ? closed() : end).toException());
            }
            lasting |= step.lasting();
            var entry = new PendingStep(step);
            outbox.put(text.of(pending.add(entry)));
            return entry.answer;
        } finally {
            lock.unlock();
        }
    }

    private void read(InputStream stream, boolean isOut) {
        byte[] buffer = new byte[32 * 1024];
        var scanner = new FrameScanner(script.nonce(), new WorkerStream(isOut, lock, new Receiver()));
        Optional<Diagnostic> problem = Optional.empty();
        try (stream) {
            for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                scanner.accept(buffer, 0, n);
            }
            scanner.end();
        } catch (FrameScanner.Damaged damage) {
            problem = Optional.of(ShellConnection.givenUp(host, damage));
        } catch (IOException broken) {
            problem = Optional.of(ShellConnection.lost(host, String.valueOf(broken.getMessage())));
        }
        streamEnded(problem);
    }

    /** What the streams tell, under the worker's lock. */
    private final class Receiver implements WorkerStream.Receiver {
        @Override
        public void noise(boolean isOut, byte[] bytes, int offset, int length) {
            greeting.noise(isOut, bytes, offset, length);
        }

        @Override
        public void began() {
            greeting.cameOnOneStream();
            if (greeting.isComplete()) {
                pending.begin();
            }
        }

        @Override
        public void refused(String word) {
            greeting.refused(word);
        }

        @Override
        public @Nullable PendingStep step(long sequence) {
            return pending.get(sequence);
        }

        @Override
        public void answered(long sequence, String word) {
            frameCame(sequence, word);
        }

        @Override
        public void left() {
            left.complete(null);
        }

        @Override
        public void died(String status) {
            exitStatus = status;
        }
    }

    private void frameCame(long sequence, String word) {
        PendingStep step = pending.get(sequence);
        if (step == null || !step.frameCame()) {
            return;
        }
        StepResult result = step.result(word);
        pending.answered(sequence);
        // What depends on the answer may take long; the stream must go on being read.
        step.answer.completeAsync(() -> result, Thread::startVirtualThread);
    }

    private void noHello() {
        finish(greeting.noAnswer());
    }

    private void tookTooLong(long sequence, Duration bound) {
        PendingStep slow;
        lock.lock();
        try {
            slow = pending.giveUp(sequence);
        } finally {
            lock.unlock();
        }
        if (slow == null) {
            return;
        }
        String time = Durations.inWords(bound);
        finish(Diagnostic.of(
                ErrorCode.CONNECTION_LOST,
                "`" + host + "`: the step was not run, since one before it took longer than " + time));
        slow.answer.completeExceptionally(
                Diagnostic.of(ErrorCode.STEP_TIMEOUT, "`" + host + "`: the step took longer than " + time)
                        .advise("it was ended together with all that it had started")
                        .toException());
    }

    private void streamEnded(Optional<Diagnostic> problem) {
        lock.lock();
        try {
            streamsOpen--;
            if (streamsOpen > 0 && problem.isEmpty()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        left.complete(null);
        var broken = process.brokenBy();
        if (broken.isPresent()) {
            finish(ShellConnection.lost(host, broken.get()));
        } else if (problem.isPresent()) {
            finish(problem.get());
        } else if (!greeting.isComplete()) {
            finish(greeting.explained());
        } else {
            shellEnded();
        }
    }

    /** A command may kill the shell that runs it. Where the host still answers, that is the command's failure. */
    private void shellEnded() {
        PendingStep running;
        lock.lock();
        try {
            running = end == null ? pending.giveUp(pending.first()) : null;
        } finally {
            lock.unlock();
        }
        Diagnostic lost = ShellConnection.lost(host, "the worker's shell ended");
        finish(lost);
        if (running != null) {
            Diagnostic why = connection.answers() ? ShellConnection.killed(host, exitStatus) : lost;
            running.answer.completeExceptionally(why.toException());
        }
    }

    private void finish(Diagnostic why) {
        List<PendingStep> unanswered;
        lock.lock();
        try {
            if (end != null) {
                return;
            }
            end = why;
            unanswered = pending.giveUpAll();
        } finally {
            lock.unlock();
        }
        // A channel that is closed says nothing to its host: the end of the input must be on its way before.
        awaitShortly(outbox.end());
        process.close();
        unanswered.forEach(step -> step.answer.completeExceptionally(why.toException()));
    }
}
