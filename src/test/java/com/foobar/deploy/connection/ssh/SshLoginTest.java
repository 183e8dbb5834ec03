package com.foobar.deploy.connection.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import com.foobar.deploy.value.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ways to log in, to a server of our own. */
class SshLoginTest {
    private static final WorkerStep ECHO = WorkerStep.reading(ShellText.lit("echo on"));

    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void makeHome() throws Exception {
        home = new TestHome(folder.resolve("home"));
    }

    @Test
    void withAPassword() throws Exception {
        try (var server = EmbeddedSshServer.make().takesPassword("right").start()) {
            home.knows(server.knownHostsLine());
            assertLogin(TestHome.to("127.0.0.1", server.port()).password("right"), Map.of());
        }
    }

    @Test
    void withAPasswordAskedForInteractively() throws Exception {
        try (var server =
                EmbeddedSshServer.make().takesInteractivePassword("right").start()) {
            home.knows(server.knownHostsLine());
            assertLogin(TestHome.to("127.0.0.1", server.port()).password("right"), Map.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void withAnEncryptedKey(String type) throws Exception {
        Path key = TestKeys.generate(folder, "key", type, "open sesame", "-a", "1");
        try (var server = serverFor(key)) {
            var settings = TestHome.to("127.0.0.1", server.port()).key(key);
            assertLogin(settings.passphrase("open sesame"), Map.of());
        }
    }

    @Test
    void anEncryptedKeyWithoutPassphraseIsAnErrorBeforeTheLogin() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "open sesame", "-a", "1");
        try (var server = serverFor(key)) {
            var settings = TestHome.to("127.0.0.1", server.port()).key(key);
            Diagnostic missing = failure(settings.build());
            assertThat(missing.code()).isEqualTo(ErrorCode.PRIVATE_KEY);
            assertThat(missing.message())
                    .isEqualTo("the private key `" + key + "` is encrypted, and there is no passphrase");
            Diagnostic wrong = failure(settings.passphrase("wrong").build());
            assertThat(wrong.code()).isEqualTo(ErrorCode.PRIVATE_KEY);
            assertThat(wrong.message()).isEqualTo("the passphrase does not open the private key `" + key + "`");
        }
    }

    @Test
    void aPinnedKeyThatIsMissingOrNoKeyIsAnError() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var server = serverFor(key)) {
            var settings = TestHome.to("127.0.0.1", server.port()).key(folder.resolve("absent"));
            assertThat(failure(settings.build()).message()).endsWith("absent` does not exist");
            Path text = Files.writeString(folder.resolve("text"), "not a key\n");
            Files.setPosixFilePermissions(text, PosixFilePermissions.fromString("rw-------"));
            assertThat(failure(settings.key(text).build()).message())
                    .isEqualTo("`" + text + "` holds no private key of a form known here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw-----w-", "rw---x---"})
    void aKeyThatOthersCanReadIsNotUsed(String mode) throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var server = serverFor(key)) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString(mode));
            Diagnostic why =
                    failure(TestHome.to("127.0.0.1", server.port()).key(key).build());
            assertThat(why.code()).isEqualTo(ErrorCode.PRIVATE_KEY);
            assertThat(why.message())
                    .isEqualTo("the private key `" + key + "` is open to other users (" + mode + ") and is not used");
            assertThat(why.advice().getFirst()).startsWith("`chmod 600 " + key + "`");
        }
    }

    @Test
    void aUsualKeyThatOthersCanReadIsNamedWhereNothingElseOpens() throws Exception {
        Path key = TestKeys.generate(home.ssh, "id_ed25519", "ed25519", "");
        try (var server = serverFor(key)) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
            Diagnostic why = failure(TestHome.to("127.0.0.1", server.port()).build());
            assertThat(why.code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
            assertThat(String.join("\n", why.advice()) + why.message()).contains("is open to other users");
        }
    }

    @Test
    void thePassphraseIsAskedForOnceWhateverTheNumberOfHosts() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "open sesame", "-a", "1");
        var questions = new ArrayList<String>();
        try (var server = serverFor(key);
                var asking = home.connector(Map.of(), question -> {
                    questions.add(question);
                    return Optional.of(new Secret(questions.size() < 3 ? "wrong" : "open sesame"));
                })) {
            for (int i = 0; i < 2; i++) {
                asking.open(TestHome.to("127.0.0.1", server.port()).key(key).build())
                        .close();
            }
        }
        String question = "Passphrase of the private key " + key + ": ";
        assertThat(questions)
                .containsExactly(
                        question, "It does not open the key. " + question, "It does not open the key. " + question);
    }

    @Test
    void afterThreeWrongPassphrasesNobodyIsAskedAgain() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "open sesame", "-a", "1");
        var questions = new ArrayList<String>();
        try (var server = serverFor(key);
                var asking = home.connector(Map.of(), question -> {
                    questions.add(question);
                    return Optional.of(new Secret("wrong"));
                })) {
            for (int i = 0; i < 2; i++) {
                var settings = TestHome.to("127.0.0.1", server.port()).key(key).build();
                assertThatThrownBy(() -> asking.open(settings)).hasMessageContaining("there is no passphrase");
            }
        }
        assertThat(questions).hasSize(3);
    }

    @Test
    void theUsualKeyOfTheHomeFolderIsAskedForToo() throws Exception {
        Path key = TestKeys.generate(home.ssh, "id_ed25519", "ed25519", "open sesame", "-a", "1");
        try (var server = serverFor(key);
                var asking = home.connector(Map.of(), question -> Optional.of(new Secret("open sesame")))) {
            asking.open(TestHome.to("127.0.0.1", server.port()).build()).close();
            assertThat(server.logins()).isEqualTo(1);
        }
    }

    @Test
    void aKeyThatTheAgentHoldsIsNotAskedFor() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var agent = TestAgent.start(folder);
                var server = serverFor(key);
                var asking = home.connector(agent.environment(), question -> {
                    throw new AssertionError(question);
                })) {
            agent.add(key);
            TestKeys.run("ssh-keygen", "-q", "-p", "-N", "secret", "-a", "1", "-f", key.toString());
            asking.open(TestHome.to("127.0.0.1", server.port()).key(key).build())
                    .close();
        }
    }

    @Test
    void aKeyThatTheAgentDoesNotHoldIsAskedFor() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "open sesame", "-a", "1");
        try (var agent = TestAgent.start(folder);
                var server = serverFor(key);
                var asking = home.connector(agent.environment(), question -> Optional.of(new Secret("open sesame")))) {
            asking.open(TestHome.to("127.0.0.1", server.port()).key(key).build())
                    .close();
        }
    }

    @Test
    void withTheUsualKeyOfTheHomeFolder() throws Exception {
        Path key = TestKeys.generate(home.ssh, "id_ed25519", "ed25519", "");
        Files.writeString(home.ssh.resolve("id_rsa"), "damaged");
        try (var server = serverFor(key)) {
            assertLogin(TestHome.to("127.0.0.1", server.port()), Map.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void withAKeyOfTheAgent(String type) throws Exception {
        Path key = TestKeys.generate(folder, "key", type, "");
        try (var agent = TestAgent.start(folder);
                var server = serverFor(key)) {
            agent.add(key);
            Files.delete(key);
            assertLogin(TestHome.to("127.0.0.1", server.port()), agent.environment());
        }
    }

    @Test
    void withAnEncryptedKeyThatTheAgentHolds() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var agent = TestAgent.start(folder);
                var server = serverFor(key)) {
            agent.add(TestKeys.generate(folder, "other", "ed25519", ""));
            agent.add(key);
            TestKeys.run("ssh-keygen", "-q", "-p", "-N", "secret", "-a", "1", "-f", key.toString());
            var settings = TestHome.to("127.0.0.1", server.port()).key(key);
            settings.options.put("identitiesonly", "yes");
            assertLogin(settings, agent.environment());
        }
    }

    @Test
    void anAgentThatIsGoneIsOnlyNoted() throws Exception {
        try (var server = EmbeddedSshServer.make().start();
                var connector = home.connector(Map.of("SSH_AUTH_SOCK", folder + "/gone"))) {
            home.knows(server.knownHostsLine());
            Diagnostic why = diagnostic(
                    connector, TestHome.to("127.0.0.1", server.port()).build());
            assertThat(why.code()).isEqualTo(ErrorCode.LOGIN_REFUSED);
            assertThat(why.advice()).contains("the agent at `" + folder + "/gone` does not answer");
        }
    }

    @Test
    void withACertificateBesideTheKey() throws Exception {
        Path authority = TestKeys.generate(folder, "authority", "ed25519", "");
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        String user = System.getProperty("user.name");
        TestKeys.run("ssh-keygen", "-q", "-s", authority.toString(), "-I", "test", "-n", user, key + ".pub");
        try (var server =
                OpenSshServer.start(folder, java.util.List.of("cert-authority " + TestKeys.publicKey(authority)))) {
            home.knows("[127.0.0.1]:" + server.port + " " + TestKeys.publicKey(server.hostKey));
            assertLogin(TestHome.to("127.0.0.1", server.port).key(key), Map.of());
        }
    }

    @Test
    void throughABannerAndNoise() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var server = EmbeddedSshServer.make()
                .takesKey(EmbeddedSshServer.publicKeyOf(key))
                .banner("Property of nobody.\n\nabc 0 0\n")
                .runsFirst("echo hello there; echo >&2; ")
                .start()) {
            home.knows(server.knownHostsLine());
            assertLogin(TestHome.to("127.0.0.1", server.port()).key(key), Map.of());
        }
    }

    @Test
    void anAccountWithoutShellSaysWhatItPrinted() throws Exception {
        Path key = TestKeys.generate(folder, "key", "ed25519", "");
        try (var server = EmbeddedSshServer.make()
                        .takesKey(EmbeddedSshServer.publicKeyOf(key))
                        .runsFirst("echo This account is currently not available.; exit 1; ")
                        .start();
                var connector = home.connector()) {
            home.knows(server.knownHostsLine());
            HostConnection host = connector.open(
                    TestHome.to("127.0.0.1", server.port()).key(key).build());
            Diagnostic why = catchThrowableOfType(
                            DeployException.class,
                            () -> host.worker(Become.NOBODY_ELSE).run(ECHO))
                    .diagnostic();
            assertThat(why.code()).isEqualTo(ErrorCode.NO_WORKER);
            assertThat(why.message()).contains("it printed `This account is currently not available.`");
        }
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
            var behind = new java.net.Socket("127.0.0.1", port);
            Thread.startVirtualThread(() -> pass(caller, behind));
            pass(behind, caller);
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void pass(java.net.Socket from, java.net.Socket to) {
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

    private void assertLogin(TestHome.Settings settings, Map<String, String> environment) {
        try (var connector = home.connector(environment);
                HostConnection host = connector.open(settings.build())) {
            assertThat(host.worker(Become.NOBODY_ELSE).run(ECHO).text()).isEqualTo("on\n");
        }
    }

    private Diagnostic failure(ConnectionSettings settings) {
        try (var connector = home.connector()) {
            return diagnostic(connector, settings);
        }
    }

    private static Diagnostic diagnostic(SshConnector connector, ConnectionSettings settings) {
        return catchThrowableOfType(DeployException.class, () -> connector.open(settings))
                .diagnostic();
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
