package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.Installed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A real ssh-agent, alone with the test. */
final class TestAgent implements AutoCloseable {
    private final Process process;
    private final Path socket;

    private TestAgent(Process process, Path socket) {
        this.process = process;
        this.socket = socket;
    }

    static TestAgent start(Path folder) throws Exception {
        Installed.assume("ssh-agent");
        Path socket = folder.resolve("agent");
        Process process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectErrorStream(true)
                .start();
        while (!Files.exists(socket) && process.isAlive()) {
            Thread.onSpinWait();
        }
        return new TestAgent(process, socket);
    }

    void add(Path key) throws Exception {
        var builder = new ProcessBuilder("ssh-add", "-q", key.toString());
        builder.environment().putAll(environment());
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException("ssh-add refused " + key);
        }
    }

    Map<String, String> environment() {
        return Map.of("SSH_AUTH_SOCK", socket.toString());
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        process.waitFor(10, TimeUnit.SECONDS);
    }
}
