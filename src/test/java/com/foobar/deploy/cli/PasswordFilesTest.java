package com.foobar.deploy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords of the login and of sudo out of files, for runs that nobody watches. */
class PasswordFilesTest {
    /** Wants a password, and takes this one only. */
    private static final String SUDO = """
        [ "$1" = -n ] && exit 1
        IFS= read -r p
        [ "$p" = sesame ] || exit 1
        while [ "$1" != -u ]; do shift; done
        shift 2
        exec "$@"
        """;

    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;

    @BeforeEach
    void makeHosts() throws Exception {
        cli = new CommandLineFixture(folder);
        hosts = new SshHosts(cli).program("sudo", SUDO);
        int port = hosts.add("web").port();
        cli.file(
                "bare.yml",
                "all:\n  vars: { ansible_ssh_known_hosts_file: %s }\n".formatted(cli.path("known_hosts"))
                        + "  hosts: { web: { ansible_host: 127.0.0.1, ansible_port: %d } }\n".formatted(port));
        cli.file("login", "right\n");
        cli.file("become", "sesame\n");
    }

    @AfterEach
    void closeHosts() throws IOException {
        hosts.close();
    }

    private CommandLineFixture.Outcome exec(String... more) {
        var words = new java.util.ArrayList<>(
                java.util.List.of("exec", "web", "-i", cli.path("bare.yml").toString(), "echo", "reached"));
        words.addAll(1, java.util.List.of(more));
        return cli.run(words.toArray(String[]::new));
    }

    @Test
    void bothAreReadFromFiles() {
        exec(
                        "--connection-password-file",
                        cli.path("login").toString(),
                        "-b",
                        "--become-user",
                        "other",
                        "--become-password-file",
                        cli.path("become").toString())
                .exits(0)
                .says("reached");
    }

    @Test
    void aProgramPrintsThem() throws IOException {
        cli.file("program", "#!/bin/sh\necho right\n");
        Files.setPosixFilePermissions(cli.path("program"), PosixFilePermissions.fromString("rwx------"));
        exec("--conn-pass-file", cli.path("program").toString()).exits(0).says("reached");
    }

    @Test
    void aFileThatIsMissingOrEmptyIsNamed() {
        cli.file("empty", "\n");
        exec("--become-password-file", cli.path("absent").toString())
                .exits(2)
                .says("there is no become password file `absent`");
        exec("--connection-password-file", cli.path("empty").toString())
                .exits(2)
                .says("the connection password of `empty` is empty");
    }
}
