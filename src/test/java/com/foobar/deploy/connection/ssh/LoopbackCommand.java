package com.foobar.deploy.connection.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/**
 * A command of a server in this process, run by a real {@code /bin/sh}. In a session of its own as with sshd: a worker ends
 * by killing its process group.
 */
final class LoopbackCommand implements Command {
    private static final int BUFFER = 32 * 1024;

    private final String code;
    private final Consumer<Process> started;
    private InputStream input = InputStream.nullInputStream();
    private OutputStream output = OutputStream.nullOutputStream();
    private OutputStream error = OutputStream.nullOutputStream();
    private Optional<ExitCallback> onExit = Optional.empty();
    private Optional<Process> process = Optional.empty();

    /** @param started is told the process */
    LoopbackCommand(String code, Consumer<Process> started) {
        this.code = code;
        this.started = started;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
        Process shell = new ProcessBuilder("setsid", "/bin/sh", "-c", code).start();
        process = Optional.of(shell);
        started.accept(shell);
        inBackground(() -> {
            copy(input, shell.getOutputStream());
            closeInput(shell);
        });
        Thread out = inBackground(() -> copy(shell.getInputStream(), output));
        Thread err = inBackground(() -> copy(shell.getErrorStream(), error));
        inBackground(() -> report(shell, out, err));
    }

    /** A thread of the system: a virtual one that waits for a pipe keeps one of the few carriers from all others. */
    private static Thread inBackground(Runnable work) {
        return Thread.ofPlatform().daemon().name("loopback").start(work);
    }

    private void report(Process shell, Thread out, Thread err) {
        try {
            out.join();
            err.join();
            int status = shell.waitFor();
            onExit.ifPresent(callback -> callback.onExit(status));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(InputStream from, OutputStream to) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                to.write(buffer, 0, count);
                to.flush();
            }
        } catch (IOException gone) {
            // One of the two ends has closed, which the other learns by itself.
        }
    }

    private static void closeInput(Process of) {
        try {
            of.getOutputStream().close();
        } catch (IOException closed) {
            // Nothing was left to write.
        }
    }

    @Override
    public void destroy(ChannelSession channel) {
        process.ifPresent(LoopbackCommand::closeInput);
    }

    @Override
    public void setInputStream(InputStream in) {
        input = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        output = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        error = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        onExit = Optional.of(callback);
    }
}
