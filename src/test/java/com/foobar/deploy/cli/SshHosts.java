package com.foobar.deploy.cli;

import com.foobar.deploy.connection.ssh.EmbeddedSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Servers of our own as the hosts of an inventory. Programs in {@code bin} come before the system's on each of them;
 * {@code id} is one of them, and each has a home of its own, so that the hosts' lock is not that of the machine the test
 * runs on.
 */
public final class SshHosts implements AutoCloseable {
    private static final String PASSWORD = "right";

    private final CommandLineFixture cli;
    private final long account = 3_000_000_000L + ProcessHandle.current().pid();
    private final Map<String, String> inventory = new LinkedHashMap<>();
    private final List<EmbeddedSshServer> servers = new ArrayList<>();
    private String vars = "";

    public SshHosts(CommandLineFixture cli) {
        this.cli = cli;
        cli.file("known_hosts", "");
        cli.file("home/.profile", "");
        program("id", "[ \"$*\" = -u ] && { echo " + account + "; exit; }; exec /usr/bin/id \"$@\"");
    }

    /** A program that all hosts find first. */
    public SshHosts program(String name, String code) {
        try {
            cli.file("bin/" + name, "#!/bin/sh\n" + code + "\n");
            Files.setPosixFilePermissions(cli.path("bin/" + name), PosixFilePermissions.fromString("rwxr-xr-x"));
            return this;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public EmbeddedSshServer add(String name) throws Exception {
        return add(name, "");
    }

    /** A host whose every command starts with {@code code}. */
    public EmbeddedSshServer add(String name, String code) throws Exception {
        var server = EmbeddedSshServer.make()
                .takesPassword(PASSWORD)
                .runsFirst("PATH=" + cli.path("bin") + ":$PATH;HOME=" + home() + ";export PATH HOME;" + code)
                .start();
        servers.add(server);
        add(name, server.port());
        knows(server);
        return server;
    }

    public SshHosts add(String name, int port) {
        return line(name, "ansible_host: 127.0.0.1, ansible_port: " + port);
    }

    SshHosts line(String name, String variables) {
        inventory.put(name, variables);
        return write();
    }

    SshHosts vars(String yaml) {
        vars = ", " + yaml;
        return write();
    }

    void knows(EmbeddedSshServer server) throws IOException {
        Files.writeString(cli.path("known_hosts"), server.knownHostsLine() + "\n", StandardOpenOption.APPEND);
    }

    /** A logger and a journal: each line of the file {@code log} was written by root. */
    public SshHosts journal() {
        cli.file("journal", "");
        return program("logger", "printf '%s\\n' \"$*\" >> " + cli.path("log"))
                .program("journalctl", """
                    case "$*" in
                      *json*) cat %1$s ;;
                      *" _UID=0 _UID="*) [ ! -e %2$s ] || sed 's/^/now host /' %2$s ;;
                      *) echo forged ;;
                    esac
                    """.formatted(cli.path("journal"), cli.path("log")));
    }

    /** Users that sudo can become: each has a home of its own, and the account that the test runs as. */
    public SshHosts users() {
        program("id", """
            case $* in
              -un) echo "${SUDO_TO:-login}" ;;
              -u) echo %s ;;
              *) exec /usr/bin/id "$@" ;;
            esac
            """.formatted(account));
        return program("sudo", """
            while :; do
              case $1 in
                -u) SUDO_TO=$2; shift 2 ;;
                -*) shift ;;
                *) break ;;
              esac
            done
            HOME=%s/$SUDO_TO
            mkdir -p "$HOME"
            export SUDO_TO HOME
            exec "$@"
            """.formatted(cli.path("homes")));
    }

    Path lockOf(String user) {
        return cli.path("homes").resolve(user).resolve(".foobar-deploy").resolve(hostName() + ".lock");
    }

    Path home() {
        return cli.path("home");
    }

    public Path lockFolder() {
        return home().resolve(".foobar-deploy");
    }

    /** For a holder that is there before a run has made it. */
    public Path madeLock() throws IOException {
        Files.createDirectories(
                lockFolder(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return lock();
    }

    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public Path lock() {
        return lockFolder().resolve(hostName() + ".lock");
    }

    private SshHosts write() {
        String hosts = inventory.entrySet().stream()
                .map(entry -> entry.getKey() + ": { " + entry.getValue() + " }")
                .collect(Collectors.joining(", "));
        cli.file("hosts.yml", """
            all:
              vars: { ansible_password: %s, ansible_ssh_known_hosts_file: %s%s }
              hosts: { %s }
            """.formatted(PASSWORD, cli.path("known_hosts"), vars, hosts));
        return this;
    }

    @Override
    public void close() throws IOException {
        for (EmbeddedSshServer server : servers) {
            server.close();
        }
    }
}
