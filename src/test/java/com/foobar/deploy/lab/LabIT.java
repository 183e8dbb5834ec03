package com.foobar.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two small hosts through their whole life. */
class LabIT {
    private final ContainerEngine engine = ContainerEngine.find();
    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path home = Path.of("");

    private Lab lab() {
        return new Lab(options(), engine, said::add);
    }

    private LabOptions options() {
        return new LabOptions(home, "it-lab", List.of("a-01", "b-01"), new LabPorts(23101, 23180, 23181), "10.86.254");
    }

    @AfterEach
    void remove() {
        lab().down();
    }

    @Test
    void comesUpOnceAndLeavesNothingBehind() throws Exception {
        assertThat(lab().up()).isTrue();
        assertThat(said).contains("starting a-01", "starting b-01");
        assertThat(lab().status()).allMatch(Lab.HostStatus::ssh).hasSize(2);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(options().privateKey())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(options().knownHosts()))
                .contains("[127.0.0.1]:23101 ssh-ed25519 ", "[127.0.0.1]:23102 ssh-ed25519 ");

        said.clear();
        assertThat(lab().up()).isFalse();
        assertThat(said).isEmpty();

        assertThat(inContainer("a-01", "getent", "hosts", "b-01")).startsWith("10.86.254.12");
        assertThat(inContainer("a-01", "sh", "-c", "command -v python3 || echo none"))
                .isEqualTo("none");
        assertThat(inContainer("a-01", "sudo", "-u", "deploy", "sudo", "id", "-un"))
                .isEqualTo("root");

        lab().down();
        assertThat(lab().status()).allMatch(row -> row.container().equals("missing"));
        assertThat(engine.text(List.of("network", "ls", "--format", "{{.Name}}")))
                .doesNotContain(options().networkName());
        assertThat(options().folder()).doesNotExist();
    }

    @Test
    void aStoppedHostIsStartedAgain() {
        lab().up();
        engine.text(List.of("kill", options().containerName("b-01")));
        assertThat(lab().status().get(1).container()).isEqualTo("exited");
        said.clear();
        assertThat(lab().up()).isTrue();
        assertThat(said).contains("starting b-01 again").doesNotContain("starting a-01");
        assertThat(lab().status()).allMatch(Lab.HostStatus::ssh);
    }

    /** File systems as they are: one of 64 kB, then one that is mounted for reading only. */
    @Test
    void aFileSystemThatTakesNoMoreKeepsWhatItHas() throws Exception {
        lab().up();
        inContainer("a-01", "sh", "-ec", """
            mkdir /small
            mount -t tmpfs -o size=64k small /small
            echo old >/small/file
            """);
        Files.writeString(home.resolve("source"), "x".repeat(200_000));

        String full = "No space left on device";
        task("copy: { src: source, dest: /small/file }").exits(4).says("write /small/file failed", full);
        task("copy: { content: \"{{ 'x' * 100000 }}\", dest: /small/file }")
                .exits(4)
                .says(full);
        task("blockinfile: { path: /small/file, block: \"{{ 'x' * 100000 }}\" }")
                .exits(4)
                .says(full);
        task("copy: { src: source, dest: /small/new }").exits(4).says(full);
        assertThat(inContainer("a-01", "sh", "-c", "ls -A /small; cat /small/file"))
                .isEqualTo("file\nold");

        inContainer("a-01", "mount", "-o", "remount,ro", "/small");
        String readOnly = "Read-only file system";
        task("copy: { content: new, dest: /small/file }").exits(4).says("write /small/file failed", readOnly);
        task("file: { path: /small/folder, state: directory }").exits(4).says(readOnly);
        task("file: { path: /small/file, mode: '0600' }").exits(4).says(readOnly);
        task("file: { path: /small/file, state: absent }").exits(4).says(readOnly);
        assertThat(inContainer("a-01", "sh", "-c", "ls -A /small; cat /small/file"))
                .isEqualTo("file\nold");
    }

    private CommandLineFixture.Outcome task(String task) throws IOException {
        Path playbook = Files.writeString(home.resolve("site.yml"), """
            - hosts: a-01
              become: true
              gather_facts: false
              tasks:
                - %s
            """.formatted(task));
        return new CommandLineFixture(home)
                .run(
                        "apply",
                        "--yes",
                        playbook.toString(),
                        "-i",
                        options().inventory().toString());
    }

    private String inContainer(String host, String... command) {
        var all = new ArrayList<String>(List.of("exec", options().containerName(host)));
        all.addAll(List.of(command));
        return engine.text(all);
    }
}
