package com.foobar.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.ImageFromDockerfile;

/** Testcontainers builds its hosts from the same definition as the lab. */
class LabImageIT {
    @Test
    void theDefinitionBuildsABareHost() throws Exception {
        String base = new BaseImage(ContainerEngine.find(), DebianRelease.DEFAULT).ensure(_ -> {});
        var image = new ImageFromDockerfile().withFileFromString("Dockerfile", LabImage.definitionOn(base));
        try (var host = new GenericContainer<>(image).withCommand("sleep", "300")) {
            host.start();
            assertThat(host.execInContainer("sh", "-c", "command -v python3 nginx haproxy curl")
                            .getStdout())
                    .isEmpty();
            assertThat(host.execInContainer("sudo", "-l", "-U", "deploy").getStdout())
                    .contains("NOPASSWD: ALL");
            assertThat(host.execInContainer("sh", "-c", "ls /etc/ssh/ssh_host_*")
                            .getExitCode())
                    .isNotZero();
        }
    }
}
