package com.foobar.deploy.lab;

import static java.util.Objects.requireNonNull;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.lab.LabContainers.Container;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A set of containers that behave like bare hosts. */
public final class Lab {
    private final LabOptions options;
    private final ContainerEngine engine;
    private final LabProgress progress;
    private final Function<DebianRelease, String> image;
    private final LabContainers containers;
    private final LabFiles files;

    public Lab(LabOptions options, ContainerEngine engine, LabProgress progress) {
        this(options, engine, progress, release -> new LabImage(engine, release).ensure(progress));
    }

    /** @param image gives the name of what the hosts are made of, when it is needed: the lab's own, or one made of that */
    public Lab(
            LabOptions options, ContainerEngine engine, LabProgress progress, Function<DebianRelease, String> image) {
        this.options = options;
        this.image = image;
        this.engine = engine;
        this.progress = progress;
        this.containers = new LabContainers(engine);
        this.files = new LabFiles(options);
    }

    /**
     * Brings all hosts up and waits until they take logins; does nothing where they already do.
     *
     * @return true if something had to be done
     */
    public boolean up() {
        Map<String, Container> there = containers.of(options.name());
        checkSame(there);
        if (allRunning(there) && files.complete() && options.labHosts().stream().allMatch(SshPort::answers)) {
            return false;
        }
        if (!there.keySet().containsAll(options.hosts())) {
            create(there);
        }
        startStopped(there);
        new LabBoot(options, engine, progress).await();
        return true;
    }

    private boolean allRunning(Map<String, Container> there) {
        return options.hosts().stream()
                .allMatch(host -> there.containsKey(host) && there.get(host).running());
    }

    private void checkSame(Map<String, Container> there) {
        for (Container container : there.values()) {
            if (!container.home().equals(options.home().toString())) {
                throw inUse("belongs to " + container.home());
            }
            if (!container.shape().equals(options.shape())) {
                throw inUse("runs with other hosts, ports, systems or another subnet (" + container.shape() + ")");
            }
        }
    }

    private RuntimeException inUse(String how) {
        return Diagnostic.of(ErrorCode.USAGE, "lab `" + options.name() + "` " + how)
                .advise("remove it: foobar-deploy lab down" + named())
                .advise("or bring up another beside it: foobar-deploy lab up --name other --ssh-port-base 2301"
                        + " --http-port 8180")
                .toException();
    }

    private String named() {
        return options.arguments().isEmpty() ? "" : " " + String.join(" ", options.arguments());
    }

    private void create(Map<String, Container> there) {
        List<LabHost> missing = options.labHosts().stream()
                .filter(host -> !there.containsKey(host.name()))
                .toList();
        missing.forEach(this::checkPorts);
        var images = new EnumMap<DebianRelease, String>(DebianRelease.class);
        missing.forEach(host -> images.computeIfAbsent(options.systems().of(host.name()), image));
        ensureNetwork();
        for (LabHost host : missing) {
            progress.step("starting " + host.name());
            engine.text(
                    runCommand(host, requireNonNull(images.get(options.systems().of(host.name())))));
        }
    }

    private void checkPorts(LabHost host) {
        checkPort(host.sshPort(), "for SSH to " + host.name(), "--ssh-port-base");
        for (String published : host.published()) {
            int port = Integer.parseInt(published.substring(0, published.indexOf(':')));
            boolean https = port == options.ports().https();
            checkPort(
                    port,
                    "for " + (https ? "HTTPS" : "HTTP") + " to " + host.name(),
                    https ? "--https-port" : "--http-port");
        }
    }

    private void checkPort(int port, String purpose, String option) {
        if (PortHolder.free(port)) {
            return;
        }
        String container = engine.text(List.of("ps", "--filter", "publish=" + port, "--format", "{{.Names}}"));
        String holder = container.isEmpty()
                ? PortHolder.of(port).map(name -> " by " + name).orElse("")
                : " by the container " + container;
        throw Diagnostic.of(ErrorCode.PORT_TAKEN, "port " + port + ", wanted " + purpose + ", is taken" + holder)
                .advise("choose another with `" + option + "`")
                .toException();
    }

    private void ensureNetwork() {
        String name = options.networkName();
        var inspect = engine.run(List.of("network", "inspect", "--format", "{{.Name}}", name), Optional.empty());
        if (inspect.ok()) {
            return;
        }
        List<String> command = List.of(
                "network",
                "create",
                "--subnet",
                options.subnet() + ".0/24",
                "--label",
                LabContainers.LABEL_LAB + "=" + options.name(),
                name);
        var outcome = engine.run(command, Optional.empty());
        if (!outcome.ok()) {
            throw engine.failed(command, outcome)
                    .advise("if the addresses are in use, choose others with `--subnet`, as in --subnet 10.87.1")
                    .toException();
        }
    }

    /** What systemd needs in a container without {@code --privileged}, which not every machine can give. */
    List<String> runCommand(LabHost host, String of) {
        var command = new ArrayList<String>(List.of("run", "--detach", "--name", options.containerName(host.name())));
        command.addAll(List.of("--hostname", host.name(), "--network", options.networkName()));
        command.addAll(List.of("--network-alias", host.name(), "--ip", host.address()));
        command.addAll(List.of("--cap-add", "SYS_ADMIN", "--cap-add", "NET_ADMIN", "--cap-add", "NET_RAW"));
        command.addAll(List.of("--security-opt", "seccomp=unconfined", "--security-opt", "apparmor=unconfined"));
        command.addAll(List.of("--cgroupns=host", "--volume", "/sys/fs/cgroup:/sys/fs/cgroup:rw"));
        command.addAll(List.of("--tmpfs", "/run"));
        command.addAll(
                options.systems().noexecTmp()
                        ? List.of("--tmpfs", "/tmp:noexec,mode=1777", "--tmpfs", "/var/tmp:noexec,mode=1777")
                        : List.of("--tmpfs", "/tmp:exec,mode=1777"));
        command.addAll(List.of("--publish", "127.0.0.1:" + host.sshPort() + ":22"));
        host.published().forEach(port -> command.addAll(List.of("--publish", "127.0.0.1:" + port)));
        labels(host).forEach((name, value) -> command.addAll(List.of("--label", name + "=" + value)));
        command.add(of);
        return command;
    }

    private Map<String, String> labels(LabHost host) {
        return Map.of(
                LabContainers.LABEL_LAB, options.name(),
                LabContainers.LABEL_HOST, host.name(),
                LabContainers.LABEL_SHAPE, options.shape(),
                LabContainers.LABEL_HOME, options.home().toString());
    }

    private void startStopped(Map<String, Container> there) {
        for (Container container : there.values()) {
            if (!container.running()) {
                progress.step("starting " + container.host() + " again");
                engine.text(List.of("start", container.id()));
            }
        }
    }

    /** Removes containers, network and keys; images stay for the next time. */
    public void down() {
        Map<String, Container> there = containers.of(options.name());
        if (!there.isEmpty()) {
            progress.step("removing " + String.join(", ", there.keySet()));
            var command = new ArrayList<>(List.of("rm", "--force", "--volumes"));
            there.values().forEach(container -> command.add(container.id()));
            engine.text(command);
        }
        String filter = "label=" + LabContainers.LABEL_LAB + "=" + options.name();
        engine.text(List.of("network", "ls", "--quiet", "--filter", filter))
                .lines()
                .forEach(network -> engine.text(List.of("network", "rm", network)));
        files.delete();
    }

    /** How a host is. */
    public record HostStatus(LabHost host, String container, boolean ssh) {}

    /** One row per host of the lab, those that are missing included. */
    public List<HostStatus> status() {
        Map<String, Container> there = containers.of(options.name());
        return options.labHosts().stream()
                .map(host -> new HostStatus(
                        host,
                        there.containsKey(host.name()) ? there.get(host.name()).state() : "missing",
                        there.containsKey(host.name()) && SshPort.answers(host)))
                .toList();
    }

    /** A shell on this terminal, or one command; returns its exit status. */
    public int shell(String host, List<String> commandLine) {
        Container container = containers.of(options.name()).get(host);
        if (container == null || !container.running()) {
            throw Diagnostic.of(ErrorCode.USAGE, "lab `" + options.name() + "` has no running host `" + host + "`")
                    .suggest(host, options.hosts())
                    .advise("bring it up: foobar-deploy lab up" + named())
                    .toException();
        }
        var command =
                new ArrayList<>(List.of("exec", "--user", "deploy", "--workdir", "/home/deploy", "--interactive"));
        if (System.console() != null && System.console().isTerminal()) {
            command.add("--tty");
        }
        command.add(container.id());
        command.addAll(commandLine.isEmpty() ? List.of("bash", "--login") : commandLine);
        return engine.interactive(command);
    }
}
