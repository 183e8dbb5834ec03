package com.foobar.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** bin/ensure-engine where it may change nothing; the clients are scripts that answer, or do not. */
class EnsureEngineTest {
    @TempDir
    private Path folder = Path.of("");

    private record Outcome(int rc, String text) {}

    @BeforeEach
    void otherPrograms() throws IOException {
        for (String name : List.of("id", "tail", "sh")) {
            Files.createSymbolicLink(folder.resolve(name), Path.of("/usr/bin", name));
        }
    }

    private void client(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Outcome check(String... options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/bin/sh", "bin/ensure-engine", "--check"));
        command.addAll(List.of(options));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PATH", folder.toString());
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), text);
    }

    @Test
    void podmanIsAnEngine() throws Exception {
        client("docker", "echo 'Cannot connect to the daemon' >&2; exit 1");
        client("podman", "exit 0");
        assertThat(check()).isEqualTo(new Outcome(0, ""));
    }

    /** Testcontainers speaks to Docker's socket: a Podman beside a Docker that is not started is no help to it. */
    @Test
    void theTestsWantDocker() throws Exception {
        client("docker", "echo 'Cannot connect to the daemon' >&2; exit 1");
        client("podman", "exit 0");
        Outcome outcome = check("--docker");
        assertThat(outcome.rc()).isEqualTo(2);
        assertThat(outcome.text())
                .startsWith("error: Docker is installed, but its engine does not answer this user.\n"
                        + "  Cannot connect to the daemon\n");
    }

    @Test
    void dockerThatAnswersIsEnough() throws Exception {
        client("docker", "exit 0");
        assertThat(check("--docker")).isEqualTo(new Outcome(0, ""));
    }

    @Test
    void anUnknownArgumentIsRefused() throws Exception {
        assertThat(check("--dokcer")).isEqualTo(new Outcome(2, "error: unknown argument: --dokcer\n"));
    }
}
