package com.foobar.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabTest {
    private final LabOptions options = LabOptions.standard(Path.of("/project"));
    private final Lab lab = new Lab(options, new ContainerEngine(Path.of("/usr/bin/docker")), _ -> {});

    @Test
    void runsAHostWithWhatSystemdNeedsAndNoMore() {
        assertThat(lab.runCommand(options.labHosts().getFirst(), "image:tag"))
                .startsWith("run", "--detach", "--name", "foobar-lab-lb-01", "--hostname", "lb-01")
                .containsSequence("--network", "foobar-lab", "--network-alias", "lb-01", "--ip", "10.86.1.11")
                .containsSequence("--cgroupns=host", "--volume", "/sys/fs/cgroup:/sys/fs/cgroup:rw")
                .containsSequence(
                        "--publish",
                        "127.0.0.1:2201:22",
                        "--publish",
                        "127.0.0.1:8080:80",
                        "--publish",
                        "127.0.0.1:8443:443")
                .contains("foobar-deploy.home=/project", "foobar-deploy.host=lb-01")
                .endsWith("image:tag")
                .doesNotContain("--privileged");
    }

    @Test
    void temporaryFoldersTakeNoProgramsWhereItIsAskedFor() {
        var hardened = new Lab(
                options.with(LabSystems.of(List.of(), true)), new ContainerEngine(Path.of("/usr/bin/docker")), _ -> {});
        assertThat(hardened.runCommand(options.labHosts().getFirst(), "image:tag"))
                .contains("/tmp:noexec,mode=1777", "/var/tmp:noexec,mode=1777")
                .doesNotContain("/tmp:exec,mode=1777");
        assertThat(lab.runCommand(options.labHosts().getFirst(), "image:tag")).contains("/tmp:exec,mode=1777");
    }

    @Test
    void everyReleaseHasAnImageOfItsOwn() {
        var engine = new ContainerEngine(Path.of("/usr/bin/docker"));
        assertThat(new LabImage(engine, DebianRelease.BOOKWORM).name())
                .isNotEqualTo(new LabImage(engine, DebianRelease.TRIXIE).name());
        assertThat(new LabImage(engine).name()).isEqualTo(new LabImage(engine, DebianRelease.TRIXIE).name());
    }

    @Test
    void aChangedDefinitionIsAnotherImage() {
        assertThat(LabImage.tag("a")).hasSize(12).isNotEqualTo(LabImage.tag("b"));
        assertThat(LabImage.readDefinition()).contains("systemd").doesNotContain("python");
        assertThat(LabImage.definitionOn("here:1")).contains("\nFROM here:1\n").doesNotContain("debian:trixie");
    }
}
