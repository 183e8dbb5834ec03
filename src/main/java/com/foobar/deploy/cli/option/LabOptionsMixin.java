package com.foobar.deploy.cli.option;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.lab.LabOptions;
import com.foobar.deploy.lab.LabPorts;
import com.foobar.deploy.lab.LabSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** The options that say which lab is meant. */
public final class LabOptionsMixin {
    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = LabOptions.DEFAULT_NAME,
            description = "Name of the lab; several can run at the same time (default: ${DEFAULT-VALUE}).")
    private String name = LabOptions.DEFAULT_NAME;

    @Option(
            names = "--hosts",
            paramLabel = "HOST",
            split = ",",
            defaultValue = "lb-01,web-01,web-02",
            description = "The hosts; ports 80 and 443 of the first are published (default: ${DEFAULT-VALUE}).")
    private List<String> hosts = LabOptions.DEFAULT_HOSTS;

    @Option(
            names = "--ssh-port-base",
            paramLabel = "PORT",
            defaultValue = "2201",
            description = "Loopback port of the first host's SSH, the others follow (default: ${DEFAULT-VALUE}).")
    private int sshPortBase = LabPorts.STANDARD.ssh();

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Loopback port of the first host's HTTP (default: ${DEFAULT-VALUE}).")
    private int httpPort = LabPorts.STANDARD.http();

    @Option(
            names = "--https-port",
            paramLabel = "PORT",
            description = "Loopback port of the first host's HTTPS (default: 363 above --http-port, so 8443).")
    private OptionalInt httpsPort = OptionalInt.empty();

    @Option(
            names = "--subnet",
            paramLabel = "A.B.C",
            description = "First three octets of the lab's network (default: 10.86.1, for other names derived).")
    private Optional<String> subnet = Optional.empty();

    @Option(
            names = "--release",
            paramLabel = "[HOST=]RELEASE",
            split = ",",
            description = {
                "Debian release of the hosts, bookworm or trixie (default: trixie);",
                "of a single host with its name before it, as in bookworm,web-02=trixie."
            })
    private List<String> releases = List.of();

    @Option(names = "--noexec-tmp", description = "Mounts /tmp and /var/tmp noexec, as hardened servers have it.")
    private boolean noexecTmp;

    public LabOptions options() {
        try {
            LabPorts usual = LabPorts.of(sshPortBase, httpPort);
            LabPorts ports = new LabPorts(sshPortBase, httpPort, httpsPort.orElse(usual.https()));
            var standard =
                    new LabOptions(home(), name, hosts, ports, subnet.orElseGet(() -> LabOptions.defaultSubnet(name)));
            return standard.with(LabSystems.of(releases, noexecTmp));
        } catch (IllegalArgumentException e) {
            throw Diagnostic.of(ErrorCode.USAGE, String.valueOf(e.getMessage())).toException(e);
        }
    }

    /** The launcher says where the project lies. */
    public static Path home() {
        return Path.of(System.getProperty("foobar.home", ".")).toAbsolutePath().normalize();
    }
}
