package com.foobar.deploy.startup;

import com.foobar.deploy.cli.Main;
import com.foobar.deploy.connection.ssh.LoopbackHost;
import com.foobar.deploy.lab.LoginKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
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
 * Does once what most runs do, so that the JVM that watches it can keep the classes and their profiles: an inventory, a
 * playbook with a role and templates, logins to a server in this process, a first run and one with nothing to do. It
 * touches nothing outside its own directory: what is beyond it is only planned.
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

    private final Path folder;
    private final PrintWriter out = new PrintWriter(System.out, true);

    private Rehearsal(Path folder) {
        this.folder = folder;
    }

    /** @param args the directory to work in, which must be empty; what is in it afterwards is of no use */
    public static void main(String[] args) throws IOException {
        new Rehearsal(Path.of(args[0])).run();
        // The server's threads would keep the JVM from ending.
        System.exit(0);
    }

    private void run() throws IOException {
        for (String file : FILES) {
            copy(file);
        }
        command(0, "--version");
        command(0, "--help");
        command(0, "apply", "--help");
        LoginKey key = LoginKey.generate("rehearsal");
        ownFile("key", key.privateText(), "rw-------");
        // The lock of a host is named by its user's number: the true one would hold up runs on this machine.
        ownFile(
                "bin/id",
                "#!/bin/sh\n[ \"$*\" = -u ] && { echo " + ACCOUNT + "; exit; }\nexec /usr/bin/id \"$@\"\n",
                "rwx------");
        // Changes of the user go the usual way, and end with the user who rehearses.
        ownFile("bin/sudo", "#!/bin/sh\nwhile [ \"$1\" != /bin/sh ]; do shift; done\nexec \"$@\"\n", "rwx------");
        Files.createDirectory(folder.resolve("hosts"));
        var hosts = new ArrayList<LoopbackHost>();
        try (var page = new ServerSocket(0, HOSTS, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> serve(page));
            for (int i = 0; i < HOSTS; i++) {
                hosts.add(
                        LoopbackHost.start(key.publicLine(), "PATH=" + folder.resolve("bin") + ":$PATH;export PATH;"));
            }
            describe(hosts, page.getLocalPort());
            plays();
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
        Files.writeString(folder.resolve("known_hosts"), known);
        Files.writeString(folder.resolve("ports.yml"), inventory);
    }

    private void plays() {
        command(0, "inventory", "list", "-i", path("hosts.yml"), "-i", path("ports.yml"));
        play(0, "plan", "site.yml", "--diff");
        play(0, "apply", "site.yml", "--yes");
        play(0, "apply", "site.yml", "--yes");
        play(0, "plan", "site.yml");
        play(0, "plan", "elsewhere.yml");
    }

    private void play(int exit, String command, String playbook, String... more) {
        var words = new ArrayList<String>(
                List.of(command, path(playbook), "-i", path("hosts.yml"), "-i", path("ports.yml")));
        words.addAll(List.of(more));
        command(exit, words.toArray(String[]::new));
    }

    /** A rehearsal that goes wrong must not become a cache of half of what is needed. */
    private void command(int exit, String... words) {
        var shown = new StringWriter();
        int status = Main.execute(words, new PrintWriter(shown), new PrintWriter(shown));
        if (status != exit) {
            out.println(String.join(" ", words) + ": exit " + status);
            out.println(shown);
            throw new IllegalStateException("the rehearsal failed");
        }
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    private void copy(String file) throws IOException {
        Path target = folder.resolve(file);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream from = Rehearsal.class.getResourceAsStream("rehearsal/" + file)) {
            Files.copy(Objects.requireNonNull(from, file), target);
        }
    }

    private void ownFile(String name, String text, String permissions) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
        Files.writeString(file, text);
    }
}
