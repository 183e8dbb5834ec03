package com.foobar.deploy.connection.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways to a host, and what goes over a connection. */
class SshRouteTest {
    private static final WorkerStep ECHO = WorkerStep.reading(ShellText.lit("echo on"));

    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void makeHome() throws Exception {
        home = new TestHome(folder.resolve("home"));
    }

    @Test
    void throughTwoHosts() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var first = serverFor(key);
                var second = serverFor(key);
                var last = serverFor(key);
                var connector = home.connector()) {
            String user = System.getProperty("user.name");
            var settings = TestHome.to("127.0.0.1", last.port())
                    .key(key)
                    .through(user + "@127.0.0.1:" + first.port(), user + "@127.0.0.1:" + second.port());
            HostConnection host = connector.open(settings.build());
            HostConnection again = connector.open(settings.build());
            assertThat(host.worker(Become.NOBODY_ELSE).run(ECHO).text()).isEqualTo("on\n");
            assertThat(again.worker(Become.NOBODY_ELSE).run(ECHO).text()).isEqualTo("on\n");
            assertThat(first.connections()).isEqualTo(1);
            assertThat(second.connections()).isEqualTo(1);
            assertThat(last.connections()).isEqualTo(2);
        }
    }

    @Test
    void theHostBehindAJumpHasErrorsOfItsOwn() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        try (var jump = serverFor(key);
                var unknown = EmbeddedSshServer.make().start()) {
            String way = System.getProperty("user.name") + "@127.0.0.1:" + jump.port();
            Diagnostic refused = failure(
                    TestHome.to("127.0.0.1", closed).key(key).through(way).build());
            assertThat(refused.code()).isIn(ErrorCode.HOST_REFUSED, ErrorCode.CONNECTION_FAILED);
            assertThat(refused.message()).contains("cannot be reached through `127.0.0.1`");
            Diagnostic notKnown = failure(TestHome.to("127.0.0.1", unknown.port())
                    .key(key)
                    .through(way)
                    .build());
            assertThat(notKnown.code()).isEqualTo(ErrorCode.HOST_KEY_UNKNOWN);
            assertThat(notKnown.message()).contains("[127.0.0.1]:" + unknown.port());
        }
    }

    @Test
    void aTunnelReachesWhatTheHostReaches() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var echo = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                var server = serverFor(key);
                var connector = home.connector()) {
            Thread.startVirtualThread(() -> echoOnce(echo));
            HostConnection host = connector.open(
                    TestHome.to("127.0.0.1", server.port()).key(key).build());
            try (HostConnection.Tunnel tunnel = host.tunnel("127.0.0.1", echo.getLocalPort())) {
                tunnel.output().write("ping".getBytes(StandardCharsets.UTF_8));
                tunnel.output().flush();
                assertThat(new String(tunnel.input().readNBytes(4), StandardCharsets.UTF_8))
                        .isEqualTo("ping");
            }
        }
    }

    @Test
    void streamsManyMegabytesBothWays() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var server = serverFor(key);
                var connector = home.connector()) {
            HostConnection host = connector.open(
                    TestHome.to("127.0.0.1", server.port()).key(key).build());
            var received = new AtomicLong();
            long size = 64L << 20;
            StepResult result =
                    host.stream(Become.NOBODY_ELSE, ShellText.lit("cat"), new Zeros(size), new OutputStream() {
                        @Override
                        public void write(int b) {
                            received.incrementAndGet();
                        }

                        @Override
                        public void write(byte[] bytes, int offset, int length) {
                            received.addAndGet(length);
                        }
                    });
            assertThat(result.ok()).isTrue();
            assertThat(received).hasValue(size);
        }
    }

    @Test
    void aRetryFindsAServerThatCameUpLate() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var rude = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
                var server = serverFor(key);
                var connector = home.connector()) {
            home.knows("[127.0.0.1]:" + rude.getLocalPort() + " "
                    + server.hostKey().type() + " " + server.hostKey().base64());
            Thread.startVirtualThread(() -> hangUpOnceThenForward(rude, server.port()));
            var settings = TestHome.to("127.0.0.1", rude.getLocalPort()).key(key);
            settings.retries = 1;
            HostConnection host = connector.open(settings.build());
            assertThat(host.worker(Become.NOBODY_ELSE).run(ECHO).text()).isEqualTo("on\n");
        }
    }

    private static void echoOnce(ServerSocket server) {
        try (var socket = server.accept()) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void hangUpOnceThenForward(ServerSocket front, int port) {
        try {
            front.accept().close();
            var caller = front.accept();
            var behind = new Socket("127.0.0.1", port);
            Thread.startVirtualThread(() -> pass(caller, behind));
            pass(behind, caller);
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // One of the two hung up.
        }
    }

    private EmbeddedSshServer serverFor(Path key) throws Exception {
        var server = EmbeddedSshServer.make()
                .takesKey(PrivateKeys.publicHalf(key).orElseThrow())
                .start();
        home.knows(server.knownHostsLine());
        return server;
    }

    private Diagnostic failure(ConnectionSettings settings) {
        try (var connector = home.connector()) {
            return catchThrowableOfType(DeployException.class, () -> connector.open(settings))
                    .diagnostic();
        }
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int n = (int) Math.min(left, length);
            left -= n;
            return n == 0 ? -1 : n;
        }
    }
}
