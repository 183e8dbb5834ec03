package com.foobar.deploy.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A host that was logged in to. Thread-safe. All methods throw {@link com.foobar.deploy.diagnostic.DeployException} with
 * an error of group 07.
 */
public interface HostConnection extends AutoCloseable {
    /** The worker under a user, started at the first call and kept. */
    Worker worker(Become become);

    /**
     * Runs one command on a channel of its own, for what is too large for a step. Memory use is constant.
     *
     * @param input sent to its standard input, then end of file
     * @param output gets its standard output as it comes
     * @return the exit status and standard error; {@code out} is empty
     */
    StepResult stream(Become become, ShellText command, InputStream input, OutputStream output) throws IOException;

    /** A TCP connection as the host itself would make it, by the SSH server's forwarding (RFC 4254, 7.2). */
    Tunnel tunnel(String host, int port) throws IOException;

    @Override
    void close();

    /** Two streams to a port that the host can reach. */
    interface Tunnel extends AutoCloseable {
        InputStream input();

        OutputStream output();

        @Override
        void close() throws IOException;
    }

    /** A plain socket as a tunnel, for a host that is the controller itself. */
    static Tunnel direct(Socket socket) throws IOException {
        InputStream input = socket.getInputStream();
        OutputStream output = socket.getOutputStream();
        return new Tunnel() {
            @Override
            public InputStream input() {
                return input;
            }

            @Override
            public OutputStream output() {
                return output;
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
