package com.foobar.deploy.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalInt;

/** Commands in a container, as if one of its users had logged in. */
record ContainerLink(String engine, String container, String user) implements ExecLink {
    @Override
    public ShellProcess exec(String command) {
        try {
            return new ExecProcess(
                    new ProcessBuilder(engine, "exec", "-i", "-u", user, container, "/bin/sh", "-c", command).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public HostConnection.Tunnel tunnel(String host, int port) throws IOException {
        throw new IOException("a container has no tunnel");
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}

    private record ExecProcess(Process process) implements ShellProcess {
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
                return OptionalInt.of(process.waitFor());
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
        }
    }
}
