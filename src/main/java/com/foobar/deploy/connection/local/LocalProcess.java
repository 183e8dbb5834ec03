package com.foobar.deploy.connection.local;

import com.foobar.deploy.connection.ShellProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A child process. */
final class LocalProcess implements ShellProcess {
    private static final long STATUS_BOUND_SECONDS = 30;

    private final Process process;
    private final boolean endsWithInput;
    private final Consumer<LocalProcess> onClose;

    LocalProcess(Process process, boolean endsWithInput, Consumer<LocalProcess> onClose) {
        this.process = process;
        this.endsWithInput = endsWithInput;
        this.onClose = onClose;
    }

    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public InputStream error() {
        return process.getErrorStream();
    }

    @Override
    public OptionalInt exitStatus() {
        try {
            boolean ended = process.waitFor(STATUS_BOUND_SECONDS, TimeUnit.SECONDS);
            return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    @Override
    public Optional<String> brokenBy() {
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException ended) {
            // It no longer reads.
        }
        if (!endsWithInput) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
        onClose.accept(this);
    }
}
