package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.Connector;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that listens a moment after the task that has started it, and a task behind that asks it. */
class SettlingTest {
    private static final String ASKING = """
            - hosts: one
              tasks:
                %s
                - name: answers
                  uri: { url: "http://127.0.0.1:%d/" }
            """;
    private static final String STARTING = "- { name: starts, shell: 'true' }";

    @TempDir
    Path folder;

    private final Socket holder = new Socket();
    private ServerSocket server = new ServerSocket();
    private int port;
    private int refusals;

    SettlingTest() throws IOException {}

    /** Bound, so that nobody else gets it, and without anybody who listens. */
    @BeforeEach
    void takePort() throws IOException {
        holder.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        port = holder.getLocalPort();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        holder.close();
    }

    @Test
    void aServiceThatComesAfterAChangeIsWaitedFor() {
        var run = new RunFixture(folder).through(Late::new);
        run.apply(ASKING.formatted(STARTING, port));
        assertThat(run.outcomes()).as(run.failures()).containsExactly("one starts: CHANGED", "one answers: OK");
        assertThat(refusals).isEqualTo(1);
    }

    @Test
    void whereNothingWasChangedOneRefusalIsEnough() {
        var run = new RunFixture(folder).through(Late::new);
        run.apply(ASKING.formatted("", port));
        assertThat(run.outcomes()).containsExactly("one answers: FAILED");
        assertThat(run.failures()).contains("Connection refused");
        assertThat(refusals).isEqualTo(1);
    }

    @Test
    void aServiceThatDoesNotComeFailsInTheEnd() {
        var run = new RunFixture(folder);
        run.apply(ASKING.formatted(STARTING, port));
        assertThat(run.outcomes()).containsExactly("one starts: CHANGED", "one answers: FAILED");
    }

    /** Listens once it has been asked for. */
    private void listen() throws IOException {
        holder.close();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private final class Late implements Connector {
        private final Connector below;

        Late(Connector below) {
            this.below = below;
        }

        @Override
        public HostConnection open(ConnectionSettings settings) {
            return new LateConnection(below.open(settings));
        }

        @Override
        public void close() {
            below.close();
        }
    }

    private final class LateConnection implements HostConnection {
        private final HostConnection below;

        LateConnection(HostConnection below) {
            this.below = below;
        }

        @Override
        public Worker worker(Become become) {
            return below.worker(become);
        }

        @Override
        public StepResult stream(Become become, ShellText command, InputStream input, OutputStream output)
                throws IOException {
            return below.stream(become, command, input, output);
        }

        @Override
        public Tunnel tunnel(String host, int wanted) throws IOException {
            try {
                return below.tunnel(host, wanted);
            } catch (IOException | RuntimeException refused) {
                refusals++;
                listen();
                throw refused;
            }
        }

        @Override
        public void close() {
            below.close();
        }
    }
}
