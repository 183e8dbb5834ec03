package com.foobar.deploy.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

class VaultCommandTest {
    private static final String CLEAR = "db_password: s3cret\n";

    @TempDir
    Path folder;

    private CommandLineFixture cli;

    @BeforeEach
    void passwords() {
        cli = new CommandLineFixture(folder);
        cli.file("one", "first password\n").file("two", "second password\n").file("vault.yml", CLEAR);
    }

    private CommandLineFixture.Outcome vault(String... words) {
        var args = new ArrayList<>(List.of("vault"));
        Stream.of(words).map(word -> word.replace("%", folder + "/")).forEach(args::add);
        return cli.run(args.toArray(String[]::new));
    }

    private void encrypted() {
        vault("encrypt", "%vault.yml", "--vault-password-file", "%one").exits(0);
    }

    @Test
    void aFileIsEncryptedInPlaceAndKeepsItsMode() throws IOException {
        Files.setPosixFilePermissions(cli.path("vault.yml"), PosixFilePermissions.fromString("rw-r-----"));
        encrypted();

        assertThat(cli.read("vault.yml"))
                .startsWith("$ANSIBLE_VAULT;1.1;AES256\n")
                .doesNotContain("s3cret");
        assertThat(Files.getPosixFilePermissions(cli.path("vault.yml")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r-----"));
        vault("view", "%vault.yml", "--vault-password-file", "%one").exits(0);
        assertThat(vault("view", "%vault.yml", "--vault-password-file", "%one").out())
                .isEqualTo(CLEAR);
        vault("decrypt", "%vault.yml", "--vault-password-file", "%one").exits(0);
        assertThat(cli.read("vault.yml")).isEqualTo(CLEAR);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsOnly("one", "two", "vault.yml");
        }
    }

    @Test
    void aNewFileIsForItsOwnerOnly() throws IOException {
        vault("encrypt", "%vault.yml", "--output", "%new.yml", "--vault-id", "prod@%two")
                .exits(0);

        assertThat(cli.read("vault.yml")).isEqualTo(CLEAR);
        assertThat(cli.read("new.yml")).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
        assertThat(Files.getPosixFilePermissions(cli.path("new.yml")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Files.createSymbolicLink(cli.path("link.yml"), Path.of("vault.yml"));
        vault("encrypt", "%link.yml", "--vault-password-file", "%one").exits(0);

        assertThat(cli.path("link.yml")).isSymbolicLink();
        assertThat(cli.read("vault.yml")).startsWith("$ANSIBLE_VAULT;");
    }

    @Test
    void ofSeveralIdsOneIsToldToEncrypt() {
        String[] ids = {"encrypt", "%vault.yml", "--vault-id", "dev@%one", "--vault-id", "prod@%two"};
        vault(ids).exits(2).says("FD0101", "not said which one encrypts: dev, prod", "--encrypt-vault-id dev");
        vault(Stream.concat(Stream.of(ids), Stream.of("--encrypt-vault-id", "prd"))
                        .toArray(String[]::new))
                .exits(2)
                .says("no password with the vault id `prd`", "did you mean `prod`?");
        assertThat(cli.read("vault.yml")).isEqualTo(CLEAR);
        vault(Stream.concat(Stream.of(ids), Stream.of("--encrypt-vault-id", "prod"))
                        .toArray(String[]::new))
                .exits(0);
        assertThat(cli.read("vault.yml")).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
    }

    @Test
    void rekeyWritesNothingBeforeAllFilesAreOpen() {
        encrypted();
        cli.file("other.yml", CLEAR);
        vault("encrypt", "%other.yml", "--vault-password-file", "%two").exits(0);
        String before = cli.read("vault.yml");

        String[] rekey = {"rekey", "%vault.yml", "%other.yml", "--new-vault-password-file", "%two", "--vault-id", "%one"
        };
        vault(rekey).exits(2).says("error[FD0601]", "--> other.yml");
        assertThat(cli.read("vault.yml")).isEqualTo(before);
        vault("rekey", "%vault.yml", "--vault-id", "%one", "--new-vault-id", "prod@%two")
                .exits(0);
        assertThat(cli.read("vault.yml")).startsWith("$ANSIBLE_VAULT;1.2;AES256;prod\n");
        assertThat(vault("view", "%vault.yml", "--vault-id", "prod@%two").out()).isEqualTo(CLEAR);
    }

    @Test
    void whatIsNotSoIsSaid() {
        vault("decrypt", "%vault.yml", "--vault-password-file", "%one")
                .exits(2)
                .says("error[FD0603]: `vault.yml` is not encrypted", "--> vault.yml", "vault encrypt vault.yml");
        encrypted();
        vault("encrypt", "%vault.yml", "--vault-password-file", "%one")
                .exits(2)
                .says("error[FD0603]: `vault.yml` is encrypted already");
        vault("view", "%vault.yml", "--vault-password-file", "%two")
                .exits(2)
                .says("error[FD0601]: no vault password fits; tried `two`");
        vault("view", "%nothere.yml", "--vault-password-file", "%two").exits(2).says("error[FD0102]: ");
    }

    @Test
    void withoutAPasswordSomebodyHasToBeThereToAsk() {
        vault("encrypt", "%vault.yml").exits(2).says("error[FD0107]: ");
        assertThat(cli.read("vault.yml")).isEqualTo(CLEAR);
    }

    @Test
    void aStringBecomesAValueThatCanBeUsed() {
        CommandLineFixture.Outcome printed = vault(
                        "encrypt-string", "--name", "answer", "forty-two", "--vault-id", "prod@%two")
                .exits(0);

        assertThat(printed.out())
                .startsWith("answer: !vault |\n          $ANSIBLE_VAULT;1.2;AES256;prod\n          ")
                .doesNotContain("forty-two");
        cli.file("hosts.yml", "all: { hosts: { one: { ansible_connection: local } } }\n")
                .file("group_vars/all.yml", printed.out());
        cli.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - assert: { that: answer == 'forty-two' }
                - debug: { var: answer }
            """, "--vault-id", "prod@" + cli.path("two")).exits(0).says("[secret]");
    }

    @Test
    @ResourceLock(Resources.SYSTEM_PROPERTIES)
    void standardInputGoesThrough() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(CLEAR.getBytes(StandardCharsets.UTF_8)));
            String envelope =
                    vault("encrypt", "--vault-password-file", "%one").exits(0).out();
            System.setIn(new ByteArrayInputStream(envelope.getBytes(StandardCharsets.UTF_8)));

            assertThat(vault("decrypt", "-", "--vault-password-file", "%one")
                            .exits(0)
                            .out())
                    .isEqualTo(CLEAR);
        } finally {
            System.setIn(before);
        }
    }
}
