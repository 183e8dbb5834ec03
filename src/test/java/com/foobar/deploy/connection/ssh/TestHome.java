package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.Awaiting;
import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A home directory with {@code .ssh}, and settings that use it. */
final class TestHome {
    final Path folder;
    final Path ssh;

    TestHome(Path folder) throws IOException {
        this.folder = folder;
        this.ssh = Files.createDirectories(folder.resolve(".ssh"));
    }

    Path knownHosts() {
        return ssh.resolve("known_hosts");
    }

    void knows(String... lines) throws IOException {
        Files.write(knownHosts(), List.of(lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void config(String... lines) throws IOException {
        Files.write(ssh.resolve("config"), List.of(lines));
    }

    SshConnector connector() {
        return connector(Map.of());
    }

    SshConnector connector(Map<String, String> environment) {
        return connector(environment, PassphrasePrompt.NOBODY);
    }

    SshConnector connector(Map<String, String> environment, PassphrasePrompt prompt) {
        return new SshConnector(folder, folder.resolve("no-system-config"), environment, prompt);
    }

    static Settings to(String address, int port) {
        return new Settings(address, port);
    }

    /** {@link ConnectionSettings} piece by piece. */
    static final class Settings {
        private final String address;
        private final int port;
        String user = System.getProperty("user.name");
        Optional<Path> key = Optional.empty();
        Optional<com.foobar.deploy.value.Secret> passphrase = Optional.empty();
        Optional<com.foobar.deploy.value.Secret> password = Optional.empty();
        List<String> jumps = List.of();
        boolean checking = true;
        boolean acceptNew;
        Duration timeout = Awaiting.BOUND;
        int retries;
        Duration keepAlive = Duration.ofSeconds(15);
        final Map<String, String> options = new HashMap<>();

        Settings(String address, int port) {
            this.address = address;
            this.port = port;
        }

        Settings key(Path file) {
            key = Optional.of(file);
            return this;
        }

        Settings password(String text) {
            password = Optional.of(new com.foobar.deploy.value.Secret(text));
            return this;
        }

        Settings passphrase(String text) {
            passphrase = Optional.of(new com.foobar.deploy.value.Secret(text));
            return this;
        }

        Settings acceptNew() {
            acceptNew = true;
            return this;
        }

        Settings acceptAll() {
            checking = false;
            return this;
        }

        Settings within(Duration time) {
            timeout = time;
            return this;
        }

        Settings through(String... hosts) {
            jumps = List.of(hosts);
            return this;
        }

        ConnectionSettings build() {
            return new ConnectionSettings(
                    "web-01",
                    "ssh",
                    address,
                    port == 0 ? Optional.empty() : Optional.of(port),
                    new ConnectionSettings.Credentials(Optional.of(user), password, key, passphrase),
                    jumps,
                    new ConnectionSettings.HostKeys(Optional.empty(), checking, acceptNew),
                    new Patience(timeout, retries, keepAlive),
                    options);
        }
    }
}
