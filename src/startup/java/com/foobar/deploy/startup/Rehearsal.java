package com.foobar.deploy.startup;

import com.foobar.deploy.connection.ssh.LoopbackHost;
import com.foobar.deploy.lab.LoginKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Has another JVM do once what most runs do, so that it can keep the classes and their profiles in its cache: an inventory,
 * a playbook with a role and templates, logins to a server in this process, a first run and one with nothing to do. It
 * changes nothing outside its own directory: tasks for other places are only planned. The server is not in the JVM that
 * is watched, so the cache has only what the tool itself uses.
 *
 * Needless once the JDK can ship a cache that is valid for other builds of the same JDK: then the build would make it.
 */
public final class Rehearsal {
    private static final List<String> FILES = List.of(
            "site.yml",
            "elsewhere.yml",
            "hosts.yml",
            "group_vars/all.yml",
            "roles/sample/defaults/main.yml",
            "roles/sample/handlers/main.yml",
            "roles/sample/tasks/main.yml",
            "roles/sample/files/plain.txt",
            "roles/sample/templates/settings.conf.j2",
            "roles/sample/templates/page.mustache");
    private static final int HOSTS = 3;
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            + "Content-Length: 15\r\nConnection: close\r\n\r\n{\"state\": \"ok\"}";
    private static final long ACCOUNT = 3_000_000_000L + ProcessHandle.current().pid();

    private final Path directory;
    private final List<String> watched;
    private final StringBuilder commands = new StringBuilder();

    private Rehearsal(Path directory, List<String> watched) {
        this.directory = directory;
        this.watched = watched;
    }

    /**
     * @param args the directory to work in, which must be empty and can be removed afterwards; then the command that runs
     *     the command lines of a file, whose name is appended
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> words = List.of(args);
        int status = new Rehearsal(Path.of(words.getFirst()), words.subList(1, words.size())).run();
        // The server's threads would keep the JVM from ending.
        System.exit(status);
    }

    private int run() throws IOException, InterruptedException {
        for (String file : FILES) {
            copy(file);
        }
        command("--version");
        command("--help");
        command("apply", "--help");
        LoginKey key = LoginKey.generate("rehearsal");
        ownFile("key", key.privateText(), "rw-------");
        // The lock of a host is named by its user's number: the true one would hold up runs on this machine.
        ownFile(
                "bin/id",
                "#!/bin/sh\n[ \"$*\" = -u ] && { echo " + ACCOUNT + "; exit; }\nexec /usr/bin/id \"$@\"\n",
                "rwx------");
        // Changes of the user go the usual way, and end with the user who rehearses.
        ownFile("bin/sudo", "#!/bin/sh\nwhile [ \"$1\" != /bin/sh ]; do shift; done\nexec \"$@\"\n", "rwx------");
        Files.createDirectory(directory.resolve("hosts"));
        var hosts = new ArrayList<LoopbackHost>();
        try (var page = new ServerSocket(0, HOSTS, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> serve(page));
            for (int i = 0; i < HOSTS; i++) {
                hosts.add(LoopbackHost.start(
                        key.publicLine(), "PATH=" + directory.resolve("bin") + ":$PATH;export PATH;"));
            }
            describe(hosts, page.getLocalPort());
            plays();
            return watch();
        } finally {
            hosts.forEach(LoopbackHost::close);
            Files.deleteIfExists(Path.of("/tmp/foobar-deploy-" + ACCOUNT + ".lock"));
        }
    }

    /** Answers every request until the socket is closed. */
    private static void serve(ServerSocket page) {
        try {
            while (true) {
                try (Socket socket = page.accept()) {
                    var lines = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                    for (String line = lines.readLine(); line != null && !line.isEmpty(); ) {
                        line = lines.readLine();
                    }
                    socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            // The rehearsal is over.
        }
    }

    private void describe(List<LoopbackHost> hosts, int httpPort) throws IOException {
        var known = new StringBuilder();
        var inventory = new StringBuilder("all:\n  vars: { http_port: %d }\n  hosts:\n".formatted(httpPort));
        for (int i = 0; i < hosts.size(); i++) {
            hosts.get(i).knownHostsLines().forEach(line -> known.append(line).append('\n'));
            inventory.append("    sample-0%d: { ansible_port: %d }\n"
                    .formatted(i + 1, hosts.get(i).port()));
        }
        Files.writeString(directory.resolve("known_hosts"), known);
        Files.writeString(directory.resolve("ports.yml"), inventory);
    }

    private void plays() {
        command("inventory", "list", "-i", path("hosts.yml"), "-i", path("ports.yml"));
        play("plan", "site.yml", "--diff");
        play("apply", "site.yml", "--yes");
        play("apply", "site.yml", "--yes");
        play("plan", "site.yml");
        play("plan", "elsewhere.yml");
    }

    private void play(String command, String playbook, String... more) {
        var words = new ArrayList<String>(
                List.of(command, path(playbook), "-i", path("hosts.yml"), "-i", path("ports.yml")));
        words.addAll(List.of(more));
        command(words.toArray(String[]::new));
    }

    private void command(String... words) {
        commands.append(String.join("\t", words)).append('\n');
    }

    /** The exit status of the JVM that is watched: it stops at the first command that fails. */
    private int watch() throws IOException, InterruptedException {
        Path file = Files.writeString(directory.resolve("commands"), commands);
        var words = new ArrayList<>(watched);
        words.add(file.toString());
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }

    private String path(String file) {
        return directory.resolve(file).toString();
    }

    private void copy(String file) throws IOException {
        Path target = directory.resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream from = Rehearsal.class.getResourceAsStream("rehearsal/" + file)) {
            Files.copy(Objects.requireNonNull(from, file), target);
        }
    }

    private void ownFile(String name, String text, String permissions) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(file, text);
    }
}
