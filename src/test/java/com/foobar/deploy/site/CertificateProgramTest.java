package com.foobar.deploy.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program of the role tls accepts as a certificate, and what it leaves as it is; with openssl, without HAProxy. */
class CertificateProgramTest {
    private static final Path PARTS = TestLab.PROJECT.resolve("roles/tls/files");
    private static final Path AUTHORITY = TestLab.PROJECT.resolve("roles/authority/files/foobar-authority");

    /** Two authorities, and a certificate of each for www.example.org. */
    private static final String MAKE = """
        set -e
        for name in one two; do
          export AUTHORITY_FOLDER=$PWD/$name
          sh %1$s make $name
          openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out $name.key 2>/dev/null
          openssl pkey -in $name.key -pubout | sh %1$s sign 90 serverAuth host DNS:www.example.org IP:10.0.0.1 >$name.pem
        done
        openssl pkey -in one.key -aes128 -passout pass:secret -out one.encrypted
        openssl pkey -in one.key -pubout | sh %1$s sign 90 clientAuth host DNS:www.example.org >client.pem
        """;

    @TempDir
    Path folder;

    @BeforeEach
    void make() throws Exception {
        assertThat(run("", "-c", MAKE.formatted(AUTHORITY)).said()).isEmpty();
    }

    private record Outcome(int exit, String said) {}

    private Outcome run(String input, String... arguments) throws Exception {
        var builder = new ProcessBuilder(Stream.concat(Stream.of("/bin/sh"), Stream.of(arguments))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("FOOBAR_TLS_SETTINGS", folder.toString());
        builder.environment().put("FOOBAR_TLS_HOME", folder.toString());
        builder.environment().put("FOOBAR_TLS_PARTS", PARTS.toString());
        Process process = builder.start();
        try (var to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.US_ASCII));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), said.strip());
    }

    private Outcome program(String input, String... arguments) throws Exception {
        return run(
                input,
                Stream.concat(Stream.of(PARTS.resolve("foobar-tls").toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private String text(String... files) throws IOException {
        var all = new StringBuilder();
        for (String file : files) {
            all.append(Files.readString(folder.resolve(file)));
        }
        return all.toString();
    }

    private Outcome check(String... files) throws Exception {
        return program(text(files), "check", "www.example.org");
    }

    @Test
    void aKeyWithItsCertificateAndChainIsAccepted() throws Exception {
        assertThat(check("one.pem", "one/ca.pem", "one.key")).isEqualTo(new Outcome(0, ""));
        assertThat(program(text("one.key", "one.pem"), "check", "10.0.0.1")).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void whatHaproxyCouldNotUseIsRefusedWithTheReason() throws Exception {
        assertThat(check("one.pem", "two.key").said()).startsWith("the key does not fit the certificate of CN");
        assertThat(check("one.pem", "one.encrypted").said()).startsWith("the key is encrypted");
        assertThat(check("one.pem", "one.key", "two.key").said()).isEqualTo("there is more than one private key");
        assertThat(check("one/ca.pem", "one.pem", "one.key").said()).startsWith("the chain is in the wrong order");
        assertThat(check("one.pem", "two/ca.pem", "one.key").said()).contains("is not signed by the next one");
        assertThat(check("one.pem").said()).isEqualTo("there is no private key");
        assertThat(check("client.pem", "one.key").said()).isEqualTo("it is not meant for a server");
        assertThat(program(text("one.pem", "one.key"), "check", "example.org", "www.example.org", "*.example.org"))
                .isEqualTo(new Outcome(1, "it is not for example.org, *.example.org"));
    }

    @Test
    void aCertificateIsTakenUpWithItsKeyAndABrokenOneIsNot() throws Exception {
        Path file = folder.resolve("site.pem");
        settings();
        assertThat(program("", "due").exit()).isEqualTo(10);
        assertThat(program("", "renew")).isEqualTo(new Outcome(0, ""));
        assertThat(program("", "due")).isEqualTo(new Outcome(0, ""));
        assertThat(Files.readString(file)).isEqualTo(text("one.pem", "one.key"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.writeString(folder.resolve("one.pem"), text("two.pem"));
        String before = Files.readString(file);
        assertThat(program("", "renew").said()).startsWith("the certificate: the key does not fit");
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(text("state"))
                .startsWith("result=failed\n")
                .contains("message=the certificate: the key does not fit");

        Files.writeString(folder.resolve("one.key"), text("two.key"));
        assertThat(program("", "renew").exit()).isZero();
        assertThat(Files.readString(file)).isEqualTo(text("two.pem", "two.key"));
        assertThat(text("state")).startsWith("result=ok\n");
    }

    private void settings() throws IOException {
        Files.writeString(folder.resolve("settings"), """
                source=files
                names=www.example.org
                file=%1$s/site.pem
                socket=%1$s/none.sock
                certificate=%1$s/one.pem
                key=%1$s/one.key
                """.formatted(folder));
    }
}
