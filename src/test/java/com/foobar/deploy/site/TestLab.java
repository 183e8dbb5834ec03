package com.foobar.deploy.site;

import com.foobar.deploy.cli.CommandLineFixture;
import com.foobar.deploy.cli.CommandLineFixture.Outcome;
import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.lab.Lab;
import com.foobar.deploy.lab.LabOptions;
import com.foobar.deploy.lab.LabPorts;
import com.foobar.deploy.lab.LabSystems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Fresh hosts of a test's own, and the command line of the tool on them; closing removes them. */
final class TestLab implements AutoCloseable {
    static final Path PROJECT = Path.of(System.getProperty("foobar.home", "")).toAbsolutePath();

    private final ContainerEngine engine = ContainerEngine.find();
    private final LabOptions options;
    private final Lab lab;

    /** @param hosts ports 80 and 443 of the first one are published */
    TestLab(String name, int sshPortBase, List<String> hosts) {
        this(name, sshPortBase, hosts, LabSystems.STANDARD);
    }

    TestLab(String name, int sshPortBase, List<String> hosts, LabSystems systems) {
        options = options(name, sshPortBase, hosts).with(systems);
        lab = new Lab(options, engine, _ -> {});
    }

    /** @param image gives the image that the hosts are made of */
    TestLab(String name, int sshPortBase, List<String> hosts, Function<ContainerEngine, String> image) {
        options = options(name, sshPortBase, hosts);
        lab = new Lab(options, engine, _ -> {}, _ -> image.apply(engine));
    }

    private static LabOptions options(String name, int sshPortBase, List<String> hosts) {
        try {
            Path home = Files.createTempDirectory("foobar-deploy-" + name);
            return new LabOptions(
                    home,
                    name,
                    hosts,
                    new LabPorts(sshPortBase, sshPortBase + 9, sshPortBase + 8),
                    LabOptions.defaultSubnet(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a run that was killed has left is removed first. */
    void up() {
        lab.down();
        lab.up();
    }

    LabOptions options() {
        return options;
    }

    Path privateKey() {
        return options.privateKey();
    }

    /** Where the other hosts reach it. */
    String address(String host) {
        return options.subnet() + "." + (11 + options.hosts().indexOf(host));
    }

    String container(String host) {
        return options.containerName(host);
    }

    /** A command of the tool on a playbook of the project, with an inventory of the project before the lab's own. */
    Outcome tool(String command, String playbook, String inventory, String... more) {
        var args =
                new ArrayList<String>(List.of(command, PROJECT.resolve(playbook).toString()));
        args.addAll(List.of("-i", PROJECT.resolve(inventory).toString()));
        args.addAll(List.of("-i", options.inventory().toString()));
        args.addAll(List.of(more));
        return new CommandLineFixture(options.home()).run(args.toArray(String[]::new));
    }

    /** A command on a host as root, whatever its exit status. */
    ContainerEngine.Outcome run(String host, String... command) {
        return engine.run(inside(host, command), Optional.empty());
    }

    /** A command on a host as root, which must succeed. */
    String text(String host, String... command) {
        return engine.text(inside(host, command));
    }

    private List<String> inside(String host, String... command) {
        var all = new ArrayList<String>(List.of("exec", container(host)));
        all.addAll(List.of(command));
        return all;
    }

    /** As if its power had failed. */
    void off(String host) {
        engine.text(List.of("kill", container(host)));
    }

    /** Starts every host that is off, and waits until all take logins: a command that follows is never too early. */
    void allOn() {
        lab.up();
    }

    void copy(Path from, String host, String to) {
        engine.text(List.of("cp", from.toString(), container(host) + ":" + to));
    }

    @Override
    public void close() {
        lab.down();
        try {
            Files.deleteIfExists(options.home().resolve(".foobar"));
            Files.deleteIfExists(options.home());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
