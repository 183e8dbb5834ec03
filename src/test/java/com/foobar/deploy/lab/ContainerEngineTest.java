package com.foobar.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerEngineTest {
    @TempDir
    private Path folder = Path.of("");

    private ContainerEngine client(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new ContainerEngine(file);
    }

    private ContainerEngine find() {
        return ContainerEngine.find(Map.of("PATH", "/nowhere:" + folder));
    }

    @Test
    void takesTheClientWhoseEngineAnswers() throws IOException {
        client("docker", "echo 'Cannot connect to the daemon' >&2; exit 1");
        ContainerEngine podman = client("podman", "echo overlay");
        assertThat(find()).isEqualTo(podman);
    }

    /** The two write about themselves in different forms: podman 4.3 has no field `Driver`. */
    @Test
    void asksOnlyWhatBothClientsKnow() throws IOException {
        ContainerEngine podman = client("podman", "[ \"$*\" = 'ps --quiet' ]");
        assertThat(find()).isEqualTo(podman);
    }

    @Test
    void saysThatThereIsNoClient() {
        assertThatExceptionOfType(DeployException.class).isThrownBy(this::find).satisfies(failure -> {
            assertThat(failure.diagnostic().code()).isEqualTo(ErrorCode.NO_ENGINE);
            assertThat(failure.diagnostic().message()).isEqualTo("there is neither `docker` nor `podman` in the PATH");
            assertThat(failure.diagnostic().advice()).anyMatch(line -> line.contains("bin/ensure-engine"));
        });
    }

    @Test
    void saysWhyTheEngineDoesNotAnswer() throws IOException {
        client("docker", "echo 'Cannot connect to the daemon' >&2; exit 1");
        assertThatExceptionOfType(DeployException.class)
                .isThrownBy(this::find)
                .satisfies(failure -> assertThat(failure.diagnostic().message())
                        .isEqualTo(
                                "`docker` is installed, but its engine does not answer: Cannot connect to the daemon"));
    }

    @Test
    void argumentsAndInputReachTheClientAsTheyAre() throws IOException {
        ContainerEngine engine = client("docker", "printf '[%s]' \"$@\"; cat");
        var input = new ByteArrayInputStream("in; put".getBytes(StandardCharsets.UTF_8));
        assertThat(engine.text(List.of("a b", "$(id)", ""), Optional.of(input))).isEqualTo("[a b][$(id)][]in; put");
    }

    @Test
    void aRefusalNamesTheCommandAndItsLastLine() throws IOException {
        ContainerEngine engine = client("docker", "echo first >&2; echo 'no such network' >&2; exit 3");
        assertThatExceptionOfType(DeployException.class)
                .isThrownBy(() -> engine.text(List.of("network", "rm")))
                .satisfies(failure -> assertThat(failure.diagnostic().message())
                        .isEqualTo("`docker network` failed: no such network"));
    }
}
