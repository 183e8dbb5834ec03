package com.foobar.deploy.value.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import com.foobar.deploy.value.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultPasswordsTest {
    private static final String FILE = VaultFixture.path("password").toString();
    private static final String PROD = "prod@" + VaultFixture.path("password-prod");

    @TempDir
    Path folder;

    @Test
    void wholeFilesAreReadAndAllTheirTextsAreSecret() {
        Map<String, Value> values = read("one-one.yml", gather(List.of(FILE), List.of()));

        assertThat(values).containsEntry("db_password", Value.of("s3cret"));
        assertThat(values.get("db_password")).hasToString("[secret]");
        assertThat(values.get("port")).hasToString("[secret]");
        assertThat(Value.of(values).holdsSecret()).isTrue();
    }

    @Test
    void everyIdIsTried() {
        assertThat(read("one-two.yml", gather(List.of(FILE), List.of(PROD)))).containsKey("db_password");
        assertThat(read(
                        "one-two.yml",
                        gather(List.of(VaultFixture.path("password-prod").toString()), List.of())))
                .containsKey("db_password");
        assertThat(read("one-one.yml", gather(List.of(), List.of("other@" + FILE))))
                .containsKey("db_password");
    }

    @Test
    void inlineValuesAreSecret() {
        Map<String, Value> values = read("inline.yml", gather(List.of(FILE), List.of(PROD)));

        assertThat(values.get("plain")).hasToString("visible");
        assertThat(values.get("inline"))
                .isInstanceOfSatisfying(
                        TextValue.class, text -> assertThat(text.text()).isEqualTo("s3cret"))
                .hasToString("[secret]");
        assertThat(values).containsEntry("labelled", Value.of("pröd"));
    }

    @Test
    void anInlineValueForAnotherIdIsUndefinedUntilItIsUsed() {
        Map<String, Value> values = read("inline.yml", gather(List.of(), List.of("dev@" + FILE)));

        assertThat(values).containsEntry("inline", Value.of("s3cret"));
        assertThat(values.get("labelled")).isInstanceOf(UndefinedValue.class);
        assertThat(read("inline.yml", VaultReader.NONE).get("inline")).isInstanceOf(UndefinedValue.class);
    }

    @Test
    void aWrongPasswordNamesWhatWasTried() {
        VaultPasswords passwords = gather(List.of(), List.of("dev@" + FILE));

        Diagnostic diagnostic = catchThrowableOfType(DeployException.class, () -> read("one-two.yml", passwords))
                .diagnostic();

        assertThat(diagnostic.code()).isEqualTo(ErrorCode.VAULT_PASSWORD);
        assertThat(diagnostic.message()).isEqualTo("no vault password fits; tried `" + FILE + "` (id `dev`)");
        assertThat(diagnostic.advice())
                .first()
                .isEqualTo("it was encrypted with the id `prod`: give its password with --vault-id prod@FILE");
    }

    @Test
    void theEnvironmentAndThePromptAreAsked() {
        var asked = new java.util.ArrayList<String>();
        VaultPasswords passwords = VaultPasswords.gather(
                List.of(),
                List.of("prod@prompt"),
                true,
                Map.of("ANSIBLE_VAULT_PASSWORD_FILE", FILE, "ANSIBLE_VAULT_IDENTITY_LIST", PROD),
                id -> {
                    asked.add(id);
                    return new Secret("typed");
                });

        assertThat(asked).containsExactly("prod", "default");
        assertThat(read("one-one.yml", passwords)).containsKey("port");
        assertThat(read("one-two.yml", passwords)).containsKey("port");
    }

    @Test
    void executableFilesAreRun() throws IOException {
        String program =
                program("secret-client.sh", "echo \"correct horse battery\"; [ \"$1 $2\" = '--vault-id dev' ]");

        assertThat(read("one-one.yml", gather(List.of(), List.of("dev@" + program))))
                .containsKey("port");
    }

    @Test
    void badSourcesAreNamed() throws IOException {
        String failing = program("fails", "exit 7");
        String empty = Files.writeString(folder.resolve("empty"), "\n").toString();

        assertThat(failure(failing).message())
                .isEqualTo("the vault password program `" + failing + "` failed: it ended with code 7");
        assertThat(failure(empty).message()).isEqualTo("the vault password of `" + empty + "` is empty");
        assertThat(failure("nowhere").code()).isEqualTo(ErrorCode.FILE_NOT_FOUND);
    }

    private static Diagnostic failure(String file) {
        return catchThrowableOfType(DeployException.class, () -> gather(List.of(file), List.of()))
                .diagnostic();
    }

    private String program(String name, String body) throws IOException {
        Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return program.toString();
    }

    private static VaultPasswords gather(List<String> files, List<String> ids) {
        return VaultPasswords.gather(files, ids, false, Map.of(), _ -> {
            throw new IllegalStateException("nobody is to be asked");
        });
    }

    private static Map<String, Value> read(String name, VaultReader vault) {
        YamlNode node = new YamlFile(vault).read(VaultFixture.path(name)).orElseThrow();
        return ((YamlNode.Mapping) node).toValue().strings();
    }
}
