package com.foobar.deploy.connection.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.Futures;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ProcessEnd;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way a login can fail has an error of its own. */
class SshFailuresTest {
    private static final WorkerStep ECHO = WorkerStep.reading(ShellText.lit("echo on"));
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private TestHome home;
    private SshConnector connector;

    @BeforeEach
    void makeHome() throws Exception {
        home = new TestHome(folder);
        connector = home.connector();
    }

    @AfterEach
    void close() {
        connector.close();
    }

    @Test
    void aNameWithoutAddress() {
        Diagnostic why = failure(TestHome.to("no-such-host.invalid", 22).build());
        assertThat(why.code()).isEqualTo(ErrorCode.HOST_NOT_RESOLVED);
        assertThat(why.message()).isEqualTo("`web-01`: the name `no-such-host.invalid` has no address");
    }

    @Test
    void aPortWhereNothingListens() throws Exception {
        int port = closedPort();
        Diagnostic why = failure(TestHome.to("127.0.0.1", port).build());
        assertThat(why.code()).isEqualTo(ErrorCode.HOST_REFUSED);
        assertThat(why.message()).isEqualTo("`web-01`: `127.0.0.1` port " + port + " refuses the connection");
    }

    @Test
    void aPortThatTakesConnectionsAndSaysNothing() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Diagnostic why = failure(TestHome.to("127.0.0.1", silent.getLocalPort())
                    .within(SHORT)
                    .build());
            assertThat(why.code()).isEqualTo(ErrorCode.HOST_TIMEOUT);
            assertThat(why.message()).endsWith("takes the connection but does not answer in SSH within 1 s");
        }
    }

    @Test
    void aConnectionThatIsNotTaken() throws Exception {
        // TEST-NET-1 (RFC 5737) belongs to nobody: nothing answers, or the way there is refused at once.
        Diagnostic why = failure(TestHome.to("192.0.2.1", 22).within(SHORT).build());
        assertThat(why.code()).isIn(ErrorCode.HOST_TIMEOUT, ErrorCode.HOST_REFUSED);
    }

    @Test
    void aServerThatHangsUpBeforeTheLogin() throws Exception {
        try (var rude = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            Thread.startVirtualThread(() -> {
                try {
                    rude.accept().close();
                } catch (java.io.IOException closed) {
                    // The test is over.
                }
            });
            Diagnostic why =
                    failure(TestHome.to("127.0.0.1", rude.getLocalPort()).build());
            assertThat(why.code()).isEqualTo(ErrorCode.CONNECTION_FAILED);
            assertThat(why.message()).contains("ended the connection before the login");
        }
    }

    @Test
    void aKeyThatIsNotKnown() throws Exception {
        try (var server = EmbeddedSshServer.make().takesPassword("right").start()) {
            Diagnostic why = failure(
                    TestHome.to("127.0.0.1", server.port()).password("right").build());
            assertThat(why.code()).isEqualTo(ErrorCode.HOST_KEY_UNKNOWN);
            assertThat(why.message())
                    .isEqualTo("`web-01`: the ECDSA key of `[127.0.0.1]:" + server.port() + "` is not known: "
                            + server.hostKey().fingerprint());
            assertThat(why.advice())
                    .anyMatch(line -> line.contains("--accept-new-host-keys"))
                    .anyMatch(line -> line.contains("ssh-keyscan -p " + server.port() + " 127.0.0.1"));
            assertThat(home.knownHosts()).doesNotExist();
        }
    }

    @Test
    void aKeyThatHasChanged() throws Exception {
        try (var server = EmbeddedSshServer.make().takesPassword("right").start()) {
            home.knows("# a comment", server.knownHostsLine());
            HostKey old = server.hostKey();
            server.changeHostKey();
            Diagnostic why = failure(TestHome.to("127.0.0.1", server.port())
                    .password("right")
                    .acceptNew()
                    .build());
            assertThat(why.code()).isEqualTo(ErrorCode.HOST_KEY_CHANGED);
            assertThat(why.message())
                    .contains(old.fingerprint(), server.hostKey().fingerprint(), home.knownHosts() + ":2");
            assertThat(why.place()).hasToString("Optional[" + home.knownHosts() + ":2]");
        }
    }

    @Test
    void aLoginThatIsRefused() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var server = EmbeddedSshServer.make().start()) {
            home.knows(server.knownHostsLine());
            Diagnostic why = failure(TestHome.to("127.0.0.1", server.port())
                    .key(key)
                    .password("wrong")
                    .build());
            assertThat(why.code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
            assertThat(why.message())
                    .startsWith("`web-01`: the login as `" + System.getProperty("user.name") + "@127.0.0.1:"
                            + server.port() + "` was refused; tried the ED25519 key SHA256:")
                    .endsWith(", the password");
            assertThat(why.advice()).anyMatch(line -> line.startsWith("the host takes: "));
            assertThat(why.toString()).doesNotContain("wrong");
        }
    }

    @Test
    void aLoginWithNothingToTry() throws Exception {
        try (var server = EmbeddedSshServer.make().start()) {
            home.knows(server.knownHostsLine());
            Diagnostic why = failure(TestHome.to("127.0.0.1", server.port()).build());
            assertThat(why.code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
            assertThat(why.message()).endsWith("was refused; nothing to try");
        }
    }

    @Test
    void aLoginThatNeverEnds() throws Exception {
        try (var server = EmbeddedSshServer.make().hangsAtLogin().start()) {
            home.knows(server.knownHostsLine());
            Diagnostic why = failure(TestHome.to("127.0.0.1", server.port())
                    .password("any")
                    .within(Duration.ofSeconds(10))
                    .build());
            assertThat(why.code()).isEqualTo(ErrorCode.HOST_TIMEOUT);
            assertThat(why.message()).contains("the login of").endsWith("does not end within 10 s");
        }
    }

    @Test
    void aConnectionLostInTheMiddleOfAStep() throws Exception {
        try (var server = EmbeddedSshServer.make().takesPassword("right").start()) {
            home.knows(server.knownHostsLine());
            HostConnection host = connector.open(
                    TestHome.to("127.0.0.1", server.port()).password("right").build());
            var worker = host.worker(Become.NOBODY_ELSE);
            Path pidFile = folder.resolve("pid");
            worker.run(ECHO);
            var running = worker.submit(WorkerStep.changing(ShellText.lit("sleep 300 & echo $! >")
                    .arg(pidFile.toString())
                    .and("; mv")
                    .arg(pidFile.toString())
                    .arg(pidFile + ".done")
                    .and("; wait")));
            long child = awaitPid(Path.of(pidFile + ".done"));
            server.dropConnections();
            Diagnostic why = diagnosticOf(() -> Futures.await(running));
            assertThat(why.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
            assertThat(why.message()).startsWith("`web-01`: the connection broke: ");
            assertThat(diagnosticOf(() -> worker.run(ECHO)).code()).isEqualTo(ErrorCode.CONNECTION_LOST);
            var other = new Become(Optional.of("other"), "sudo", Optional.empty());
            assertThat(diagnosticOf(() -> host.worker(other).run(ECHO)).code()).isEqualTo(ErrorCode.CONNECTION_LOST);
            ProcessEnd.await(child);
        }
    }

    /** Longer than the time for a connect; meanwhile it answers whether it is still there. */
    @Test
    void aBusyHostThatOpensItsChannelLateIsWaitedFor() throws Exception {
        try (var server = EmbeddedSshServer.make()
                .takesPassword("right")
                .opensChannelsAfter(12)
                .start()) {
            home.knows(server.knownHostsLine());
            var settings =
                    TestHome.to("127.0.0.1", server.port()).password("right").within(Duration.ofSeconds(10));
            settings.keepAlive = Duration.ofSeconds(1);
            HostConnection host = connector.open(settings.build());
            assertThat(host.worker(Become.NOBODY_ELSE).run(ECHO).ok()).isTrue();
        }
    }

    @Test
    void aHostThatFallsSilent() throws Exception {
        try (var server = EmbeddedSshServer.make().takesPassword("right").start();
                var way = new MutableWay(server.port())) {
            home.knows("[127.0.0.1]:" + way.port() + " " + server.hostKey().type() + " "
                    + server.hostKey().base64());
            var settings = TestHome.to("127.0.0.1", way.port()).password("right");
            settings.keepAlive = Duration.ofSeconds(3);
            HostConnection host = connector.open(settings.build());
            var worker = host.worker(Become.NOBODY_ELSE);
            worker.run(ECHO);
            way.mute();
            Diagnostic why = diagnosticOf(() -> worker.run(ECHO));
            assertThat(why.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
            assertThat(why.message()).isEqualTo("`web-01`: the connection broke: the host no longer answers");
        }
    }

    @Test
    void aSettingThatIsNotANumber() throws Exception {
        home.config("Host *", "  Port many");
        Diagnostic why = failure(TestHome.to("127.0.0.1", 0).build());
        assertThat(why.code()).isEqualTo(ErrorCode.SSH_CONFIG);
        assertThat(why.message()).isEqualTo("`web-01`: `Port many` is not a number");
    }

    private static long awaitPid(Path file) throws Exception {
        while (!Files.exists(file)) {
            Thread.onSpinWait();
        }
        return Long.parseLong(Files.readString(file).strip());
    }

    private static int closedPort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private Diagnostic failure(ConnectionSettings settings) {
        return diagnosticOf(() -> connector.open(settings));
    }

    private static Diagnostic diagnosticOf(ThrowingCallable action) {
        return catchThrowableOfType(DeployException.class, action).diagnostic();
    }
}
