package com.foobar.deploy.connection.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.Patience;
import com.foobar.deploy.connection.ssh.SshTarget.HostKeyPolicy;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {
    private static PublicKey key;
    private static String written;
    private static String other;

    @TempDir
    Path folder;

    private final HostKeyCheck check = new HostKeyCheck(new HostKeyStore());

    @BeforeAll
    static void makeKeys() throws Exception {
        JdkEdDsaRegistrar.register();
        key = KeyUtils.generateKeyPair("ecdsa-sha2-nistp256", 256).getPublic();
        HostKey shown = HostKey.of(key);
        written = shown.type() + " " + shown.base64();
        HostKey second =
                HostKey.of(KeyUtils.generateKeyPair("ecdsa-sha2-nistp384", 384).getPublic());
        other = second.type() + " " + second.base64();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web | web",
                "other,web | web",
                "*.example.org | a.example.org",
                "*.example.org,!b.example.org | a.example.org",
                "WEB | web",
                "[web]:2222 | [web]:2222",
                "w?b | web"
            })
    void findsNamesAndPatterns(String names, String name) throws Exception {
        assertThat(problem(name, HostKeyPolicy.STRICT, names + " " + written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "web | web2",
                "*.example.org,!a.example.org | a.example.org",
                "web | [web]:2222",
                "[web]:2222 | web",
                "# web | web",
                "|1|damaged | web"
            })
    void doesNotFindOthers(String names, String name) throws Exception {
        assertThat(problem(name, HostKeyPolicy.STRICT, names + " " + written))
                .get()
                .extracting(Diagnostic::code)
                .isEqualTo(ErrorCode.HOST_KEY_UNKNOWN);
    }

    @Test
    void readsNamesThatSshKeygenHashed() throws Exception {
        Path file = Files.writeString(folder.resolve("hashed"), "[web]:2222 " + written + "\n");
        TestKeys.run("ssh-keygen", "-q", "-H", "-f", file.toString());
        assertThat(Files.readString(file)).startsWith("|1|");
        assertThat(check.problemOf(target("[web]:2222", HostKeyPolicy.STRICT, file), key))
                .isEmpty();
        assertThat(check.problemOf(target("[web]:2223", HostKeyPolicy.STRICT, file), key))
                .isPresent();
    }

    @Test
    void refusesARevokedKeyWhateverElseIsSaid() throws Exception {
        var problem = problem("web", HostKeyPolicy.ACCEPT_ALL, "web " + written, "@revoked * " + written);
        assertThat(problem).get().extracting(Diagnostic::code).isEqualTo(ErrorCode.HOST_KEY_CHANGED);
        assertThat(problem.orElseThrow().message()).contains("marked as revoked");
    }

    @Test
    void aKeyOfAnotherTypeIsAChangedKey() throws Exception {
        var problem = problem("web", HostKeyPolicy.ACCEPT_NEW, "web " + other);
        assertThat(problem).get().extracting(Diagnostic::code).isEqualTo(ErrorCode.HOST_KEY_CHANGED);
    }

    @Test
    void anAuthorityIsNotAKeyOfTheHost() throws Exception {
        var problem = problem("web", HostKeyPolicy.STRICT, "@cert-authority * " + written);
        assertThat(problem).get().extracting(Diagnostic::code).isEqualTo(ErrorCode.HOST_KEY_UNKNOWN);
    }

    @Test
    void addsANewKeyForItselfAlone() throws Exception {
        Path file = folder.resolve("new/known_hosts");
        SshTarget target = target("[web]:2222", HostKeyPolicy.ACCEPT_NEW, file);
        assertThat(check.problemOf(target, key)).isEmpty();
        assertThat(file).hasContent("[web]:2222 " + written);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(check.problemOf(target, key)).isEmpty();
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    /** A host's address may come from another host's text. */
    @ParameterizedTest
    @ValueSource(strings = {"*", "[*]:2222", "a,b", "two words", "!web", "@revoked", "#web", "line\nbreak", "web?"})
    void aNameThatWouldBeAPatternIsAddedHashed(String name) throws Exception {
        Path file = folder.resolve("known_hosts");
        assertThat(check.problemOf(target(name, HostKeyPolicy.ACCEPT_NEW, file), key))
                .isEmpty();
        assertThat(Files.readAllLines(file))
                .singleElement()
                .asString()
                .startsWith("|1|")
                .endsWith(written);
        assertThat(check.problemOf(target(name, HostKeyPolicy.STRICT, file), key))
                .isEmpty();
        assertThat(check.problemOf(target("web", HostKeyPolicy.STRICT, file), key))
                .isPresent();
    }

    @Test
    void addsAHashedNameToAHashedFileAndMendsItsLastLine() throws Exception {
        String first = KnownHosts.hashed(new byte[20], "db") + " " + other;
        Path file = Files.writeString(folder.resolve("known_hosts"), first);
        assertThat(check.problemOf(target("web", HostKeyPolicy.ACCEPT_NEW, file), key))
                .isEmpty();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2).first().isEqualTo(first);
        assertThat(lines.getLast()).startsWith("|1|").endsWith(written).doesNotContain("web");
        assertThat(TestKeys.run("ssh-keygen", "-F", "web", "-f", file.toString()))
                .contains("found: line 2");
    }

    @Test
    void acceptsAnyKeyWithoutSavingItWhereCheckingIsOff() throws Exception {
        Path file = folder.resolve("known_hosts");
        assertThat(check.problemOf(target("web", HostKeyPolicy.ACCEPT_ALL, file), key))
                .isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void fingerprintsAreThoseOfSshKeygen() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pub"), written + " test-only\n");
        assertThat(TestKeys.run("ssh-keygen", "-lf", file.toString()))
                .contains(HostKey.of(key).fingerprint());
    }

    private Optional<Diagnostic> problem(String name, HostKeyPolicy policy, String... lines) throws Exception {
        Path file = Files.write(folder.resolve("known_hosts"), List.of(lines));
        return check.problemOf(target(name, policy, file), key);
    }

    private static SshTarget target(String name, HostKeyPolicy policy, Path knownHosts) {
        return new SshTarget(
                "web-01",
                "web",
                2222,
                "deploy",
                SshTarget.Keys.NONE,
                Optional.empty(),
                new SshTarget.KnownKeys(name, List.of(knownHosts), policy, false),
                new Patience(Duration.ofSeconds(1), 0, Duration.ofSeconds(1)),
                List.of());
    }
}
