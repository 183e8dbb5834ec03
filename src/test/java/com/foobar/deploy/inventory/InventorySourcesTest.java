package com.foobar.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.vault.VaultCipher;
import com.foobar.deploy.value.vault.VaultPasswords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventorySourcesTest {
    @TempDir
    Path folder;

    @Test
    void aCommaMakesAListOfHosts() {
        Inventory inventory = load("web-[1:2].example.com:2222, [2001:db8::1]:22 ,db,");

        assertThat(inventory.hosts())
                .extracting(Host::name)
                .containsExactly("web-1.example.com", "web-2.example.com", "2001:db8::1", "db");
        assertThat(value(inventory, "web-2.example.com", "ansible_port")).isEqualTo(Value.of(2222));
        assertThat(inventory.groups())
                .containsEntry("ungrouped", inventory.groups().get("all"));
    }

    @Test
    void laterSourcesAddAndOverride() throws IOException {
        Path first = write("first", "[web]\nw1 x=1 y=1\n[web:vars]\nz=1\n");
        Path second = write("second.yml", "web: { hosts: { w1: { x: 2 }, w2: }, vars: { z: 2 } }");

        Inventory inventory = load(first.toString(), second.toString(), "w3,");

        assertThat(inventory.hosts()).extracting(Host::name).containsExactly("w3", "w1", "w2");
        assertThat(value(inventory, "w1", "x")).isEqualTo(Value.of(2));
        assertThat(value(inventory, "w1", "y")).isEqualTo(Value.of(1));
        assertThat(value(inventory, "w2", "z")).isEqualTo(Value.of(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        hosts     ; all:\\n  hosts: { a: }\\n
        hosts     ; # comment\\n---\\nall: { hosts: { a: } }\\n
        hosts     ; 'web-servers':\\n  hosts: { a: }\\n
        hosts     ; {"all": {"hosts": {"a": {}}}}
        hosts     ; a\\n
        hosts     ; a:22\\n
        hosts     ; a x=1\\n
        hosts.yml ; [web]\\na\\n
        hosts.yml ; web: {hosts: {a: }}\\n
        hosts.ini ; all:\\n  hosts: { a: }\\n
        """)
    void contentDecidesTheForm(String name, String text) throws IOException {
        Path file = write(name, text.replace("\\n", "\n"));

        assertThat(load(file.toString()).hosts()).extracting(Host::name).containsExactly("a");
    }

    @Test
    void scriptsPrintJson() throws IOException {
        Path script = write("inventory.sh", """
            #!/bin/sh
            [ "$1" = --list ] || exit 3
            echo '{"web": {"hosts": ["w1", "w2"], "vars": {"x": 1}}, "db": ["d1"], "site": {"children": ["web", "db"]},'
            echo ' "_meta": {"hostvars": {"w1": {"x": 2}}}}'
            """);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

        Inventory inventory = load(script.toString());

        assertThat(inventory.groups()).containsEntry("site", List.of("w1", "w2", "d1"));
        assertThat(value(inventory, "w1", "x")).isEqualTo(Value.of(2));
        assertThat(value(inventory, "w2", "x")).isEqualTo(Value.of(1));
    }

    @Test
    void aScriptThatFailsIsNamed() throws IOException {
        Path script = write("inventory.sh", "#!/bin/sh\nexit 3\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

        var thrown = catchThrowableOfType(DeployException.class, () -> load(script.toString()));

        assertThat(thrown.diagnostic().code()).isEqualTo(ErrorCode.INVENTORY_SYNTAX);
        assertThat(thrown.diagnostic().message()).isEqualTo("the script ended with code 3");
    }

    @Test
    void anExecutableYamlFileIsRead() throws IOException {
        Path file = write("hosts.yml", "all: { hosts: { a: } }");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));

        assertThat(load(file.toString()).hosts()).containsExactly(new Host("a"));
    }

    @ParameterizedTest
    @CsvSource({"hosts, '[web]\nw1 x=s3cret\n'", "hosts.yml, 'web: { hosts: { w1: { x: s3cret } } }'"})
    void encryptedSourcesHoldSecrets(String name, String text) throws IOException {
        var password = new Secret("open sesame");
        Path file = write(name, VaultCipher.encrypt(text.getBytes(StandardCharsets.UTF_8), password, Optional.empty()));
        var vault = new VaultPasswords(List.of(new VaultPasswords.Labelled("default", "test", password)));

        Inventory inventory = Inventory.load(List.of(file.toString()), Optional.empty(), vault);

        assertThat(value(inventory, "w1", "x")).isEqualTo(Value.of("s3cret")).hasToString("[secret]");
    }

    @Test
    void aBrokenVariablesFileIsNamedWhenAHostNeedsIt() throws IOException {
        Path file = write("hosts", "[web]\nw1\n[db]\nd1\n");
        Files.createDirectory(folder.resolve("group_vars"));
        write("group_vars/web.yml", "- a\n");
        Inventory inventory = load(file.toString());

        assertThat(inventory.variables(new Host("d1"))).isEmpty();
        var thrown = catchThrowableOfType(DeployException.class, () -> inventory.variables(new Host("w1")));
        assertThat(thrown.diagnostic().code()).isEqualTo(ErrorCode.YAML_SHAPE);
        assertThat(thrown.diagnostic().message()).isEqualTo("`web.yml` must be a mapping of variables, not a list");
    }

    @Test
    void tellsWhichVariablesFilesAreForNobody() throws IOException {
        Path file = write("hosts", "[web]\nw1\n");
        Files.createDirectory(folder.resolve("group_vars"));
        Files.createDirectory(folder.resolve("host_vars"));
        write("group_vars/web.yml", "a: 1\n");
        write("group_vars/wed.yml", "a: 1\n");
        Path stray = write("host_vars/w2", "a: 1\n");

        assertThat(load(file.toString()).unusedVariableFiles())
                .containsExactly(folder.resolve("group_vars/wed.yml"), stray);
    }

    @Test
    void withoutSourcesThereIsOnlyTheImplicitLocalhost() {
        Inventory inventory = load();

        assertThat(inventory.hosts()).isEmpty();
        assertThat(inventory.select("all")).isEmpty();
        assertThat(inventory.select("localhost")).containsExactly(new Host("localhost"));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Inventory load(String... sources) {
        return Inventory.load(List.of(sources), Optional.empty(), VaultReader.NONE);
    }

    private static Value value(Inventory inventory, String host, String name) {
        return Objects.requireNonNull(inventory.variables(new Host(host)).get(name))
                .value();
    }
}
