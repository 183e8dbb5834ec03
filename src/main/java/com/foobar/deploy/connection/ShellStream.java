package com.foobar.deploy.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** One command on a channel of its own: its input and output are of any size and are never held in memory. */
final class ShellStream {
    private static final int LONGEST_ERROR = 64 * 1024;
    private static final int LONGEST_PREAMBLE = 8 * 1024;
    private static final long MOST_DROPPED = 64L << 20;

    private final String host;
    private final Become become;
    private final WorkerScript script;
    private final ShellProcess process;
    private final Watchdog watchdog = new Watchdog();
    private volatile boolean late;

    ShellStream(String host, Become become, WorkerScript script, ShellProcess process) {
        this.host = host;
        this.become = become;
        this.script = script;
        this.process = process;
    }

    /** @param helloBound how long the shell may take until it runs the command */
    StepResult run(ShellText command, InputStream input, OutputStream output, Duration helloBound) throws IOException {
        watchdog.watch(helloBound, this::noHello);
        try {
            return run(command, input, output);
        } catch (FrameScanner.Damaged damage) {
            throw ShellConnection.givenUp(host, damage).toException(damage);
        } finally {
            rest();
        }
    }

    private synchronized void rest() {
        watchdog.rest();
    }

    private void noHello() {
        late = true;
        process.close();
    }

    private StepResult run(ShellText command, InputStream input, OutputStream output) throws IOException {
        var errors = new BoundedBytes(LONGEST_ERROR);
        var out = new Side(output::write);
        var err = new Side(bounded(errors));
        CompletableFuture<Void> sent = inBackground(() -> send(command, input));
        CompletableFuture<Void> errorsRead = inBackground(() -> err.read(process.error()));
        out.read(process.output());
        join(errorsRead);
        if (process.brokenBy().isPresent()) {
            throw ShellConnection.lost(host, process.brokenBy().get()).toException();
        }
        if (!out.greeted) {
            var failure = new StartFailure(host, become);
            throw (late
                            ? failure.noAnswer(out.noise.bytes(), err.noise.bytes())
                            : failure.explain(err.refusal, out.noise.bytes(), err.noise.bytes()))
                    .toException();
        }
        OptionalInt status = process.exitStatus();
        if (status.isEmpty()) {
            throw ShellConnection.lost(host, "the command ended without a status")
                    .toException();
        }
        process.close();
        join(sent);
        return new StepResult(status.getAsInt(), new byte[0], errors.bytes(), 0, errors.dropped());
    }

    /** A command need not read all of its input: that it closed the pipe is no error of its own. */
    private void send(ShellText command, InputStream input) throws IOException {
        byte[] start = script.stream(become, command);
        byte[] buffer = new byte[64 * 1024];
        boolean open = write(start, start.length);
        int n = open ? input.read(buffer) : -1;
        while (open && n >= 0) {
            open = write(buffer, n);
            n = open ? input.read(buffer) : -1;
        }
        try {
            process.input().close();
        } catch (IOException closed) {
            // It was closed from the other side before.
        }
    }

    private boolean write(byte[] bytes, int length) {
        try {
            process.input().write(bytes, 0, length);
            process.input().flush();
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static Sink bounded(BoundedBytes errors) {
        return (bytes, offset, length) -> keep(errors, bytes, offset, length);
    }

    private static void keep(BoundedBytes kept, byte[] bytes, int offset, int length) throws FrameScanner.Damaged {
        kept.add(bytes, offset, length);
        if (kept.dropped() > MOST_DROPPED) {
            throw new FrameScanner.Damaged("it sent more than " + (MOST_DROPPED >> 20) + " MB of messages");
        }
    }

    private interface Sink {
        void write(byte[] bytes, int offset, int length) throws IOException;
    }

    /** One of the two outputs: noise, the hello, then the command's own bytes. */
    private final class Side implements FrameScanner.Listener {
        private final Sink sink;
        private final BoundedBytes noise = new BoundedBytes(LONGEST_PREAMBLE);
        private boolean greeted;
        private String refusal = "";

        Side(Sink sink) {
            this.sink = sink;
        }

        void read(InputStream stream) throws IOException {
            byte[] buffer = new byte[64 * 1024];
            var scanner = new FrameScanner(script.nonce(), this);
            try (stream) {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                    scanner.accept(buffer, 0, n);
                }
                scanner.end();
            } catch (IOException broken) {
                process.close();
                throw broken;
            }
        }

        @Override
        public void content(byte[] bytes, int offset, int length) throws IOException {
            if (greeted) {
                sink.write(bytes, offset, length);
            } else {
                keep(noise, bytes, offset, length);
            }
        }

        @Override
        public void frame(String subject, String word) {
            if (!greeted && word.equals("0")) {
                greeted = true;
                rest();
            } else if (!greeted) {
                refusal = word;
            }
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    private static CompletableFuture<Void> inBackground(Action action) {
        var done = new CompletableFuture<Void>();
        Thread.startVirtualThread(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (IOException | RuntimeException failure) {
                done.completeExceptionally(failure);
            }
        });
        return done;
    }

    private static void join(CompletableFuture<Void> future) throws IOException {
        try {
            future.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw wrapped;
        }
    }
}
