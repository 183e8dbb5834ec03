package com.foobar.deploy.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabOptionsTest {
    private static final Path HOME = Path.of("/project");

    private static LabOptions options(String name, List<String> hosts, int ssh, int http) {
        return new LabOptions(HOME, name, hosts, LabPorts.of(ssh, http), LabOptions.defaultSubnet(name));
    }

    @Test
    void hostsFollowEachOtherInPortsAndAddresses() {
        assertThat(LabOptions.standard(HOME).labHosts())
                .containsExactly(
                        new LabHost("lb-01", "10.86.1.11", 2201, List.of("8080:80", "8443:443")),
                        new LabHost("web-01", "10.86.1.12", 2202, List.of()),
                        new LabHost("web-02", "10.86.1.13", 2203, List.of()));
    }

    @Test
    void labsOfOtherNamesKeepTheirOwnFilesAndNetwork() {
        LabOptions other = options("other", List.of("a"), 2301, 8180);
        assertThat(other.folder()).isEqualTo(Path.of("/project/.foobar/lab-other"));
        assertThat(other.containerName("a")).isEqualTo("foobar-other-a");
        assertThat(other.subnet()).isNotEqualTo(LabOptions.standard(HOME).subnet());
        assertThat(other.arguments()).containsExactly("--name", "other");
        assertThat(LabOptions.standard(HOME).arguments()).isEmpty();
    }

    @Test
    void shapeTellsLabsApart() {
        String shape = options("x", List.of("a", "b"), 2301, 8180).shape();
        assertThat(options("x", List.of("a", "b"), 2301, 8180).shape()).isEqualTo(shape);
        assertThat(options("x", List.of("a"), 2301, 8180).shape()).isNotEqualTo(shape);
        assertThat(options("x", List.of("a", "b"), 2301, 8181).shape()).isNotEqualTo(shape);
    }

    @Test
    void labsThatDifferInTheirPortOfHttpDifferInThatOfHttps() {
        assertThat(LabPorts.of(2201, 8080)).isEqualTo(LabPorts.STANDARD);
        assertThat(LabPorts.of(2301, 8180).https()).isEqualTo(8543);
        assertThat(LabPorts.of(2301, 65530).https()).isEqualTo(65167);
    }

    @Test
    void hostsHaveTheirOwnReleases() {
        LabOptions options = options("x", List.of("a", "b"), 2301, 8180);
        LabOptions mixed = options.with(LabSystems.of(List.of("bookworm", "b=trixie"), true));
        assertThat(mixed.systems().of("a")).isEqualTo(DebianRelease.BOOKWORM);
        assertThat(mixed.systems().of("b")).isEqualTo(DebianRelease.TRIXIE);
        assertThat(mixed.shape()).startsWith(options.shape()).isNotEqualTo(options.shape());
        assertThat(options.with(LabSystems.of(List.of("trixie"), false)).shape())
                .isEqualTo(options.shape());
        refused("no release of Debian", () -> LabSystems.of(List.of("buster"), false));
        refused("no host of the lab", () -> options.with(LabSystems.of(List.of("c=bookworm"), false)));
    }

    @Test
    void refusesWhatCannotBe() {
        refused("host name", () -> options("lab", List.of("Web_01"), 2201, 8080));
        refused("named twice", () -> options("lab", List.of("a", "a"), 2201, 8080));
        refused("no name for a lab", () -> options("-x", List.of("a"), 2201, 8080));
        refused("1 to 200 hosts", () -> options("lab", List.of(), 2201, 8080));
        refused("SSH ports", () -> options("lab", List.of("a", "b"), 65535, 8080));
        refused("used for HTTP and for SSH", () -> options("lab", List.of("a", "b"), 2201, 2202));
        refused(
                "used for HTTPS and for SSH",
                () -> new LabOptions(HOME, "lab", List.of("a", "b"), new LabPorts(2201, 8080, 2202), "10.1.1"));
        refused("used for HTTP and for HTTPS", () -> new LabPorts(2201, 8080, 8080));
        refused("the HTTPS port must", () -> new LabPorts(2201, 8080, 65536));
        refused("three octets", () -> new LabOptions(HOME, "lab", List.of("a"), LabPorts.STANDARD, "10.1"));
    }

    private static void refused(String message, org.assertj.core.api.ThrowableAssert.ThrowingCallable making) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessageContaining(message);
    }
}
