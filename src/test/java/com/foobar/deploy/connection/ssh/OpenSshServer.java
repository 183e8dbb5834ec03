package com.foobar.deploy.connection.ssh;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A real sshd on a loopback port, with keys and a configuration of its own in a directory. */
final class OpenSshServer implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");

    final int port;
    final Path hostKey;
    private final Process process;

    private OpenSshServer(int port, Path hostKey, Process process) {
        this.port = port;
        this.hostKey = hostKey;
        this.process = process;
    }

    /** @param authorized public keys that may log in as the user who runs the tests */
    static OpenSshServer start(Path folder, List<String> authorized, String... moreConfig) throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(SSHD), SSHD + " is not installed");
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/run/sshd")) || canMakeRunFolder(), "/run/sshd is missing");
        Path hostKey = TestKeys.generate(folder, "host_key", "ed25519", "");
        Path keys = Files.write(folder.resolve("authorized_keys"), authorized);
        int port = freePort();
        var config = new ArrayList<>(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "HostKey " + hostKey,
                "AuthorizedKeysFile " + keys,
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PermitRootLogin yes",
                "PasswordAuthentication no"));
        config.addAll(List.of(moreConfig));
        Path file = Files.write(folder.resolve("sshd_config"), config);
        Process process = new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        awaitPort(port, process, folder.resolve("sshd.log"));
        return new OpenSshServer(port, hostKey, process);
    }

    private static boolean canMakeRunFolder() {
        try {
            Files.createDirectories(Path.of("/run/sshd"));
            return true;
        } catch (IOException notRoot) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port, Process process, Path log) throws IOException {
        while (process.isAlive()) {
            try (var socket = new Socket("127.0.0.1", port)) {
                socket.getInputStream().read();
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        Assumptions.abort("sshd does not run here: " + Files.readString(log, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws Exception {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
