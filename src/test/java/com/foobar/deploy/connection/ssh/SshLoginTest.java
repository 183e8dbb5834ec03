package com.foobar.deploy.connection.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
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
}
