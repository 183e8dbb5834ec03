package com.foobar.deploy.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * What a lab consists of.
 *
 * @param home the project's directory; keys lie below its {@code .foobar}
 * @param hosts the first one has its port 80 published at {@code httpPort}
 * @param subnet the first three octets of the lab's network
 */
public record LabOptions(
        Path home, String name, List<String> hosts, int sshPortBase, int httpPort, String subnet, LabSystems systems) {
    public static final String DEFAULT_NAME = "lab";
    public static final List<String> DEFAULT_HOSTS = List.of("lb-01", "web-01", "web-02");
    public static final int DEFAULT_SSH_PORT_BASE = 2201;
    public static final int DEFAULT_HTTP_PORT = 8080;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern SUBNET = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    private static final int FIRST_ADDRESS = 11;
    private static final int MOST_HOSTS = 200;

    public LabOptions {
        hosts = List.copyOf(hosts);
        check(NAME.matcher(name).matches(), "`" + name + "` is no name for a lab: small letters, digits, hyphens");
        check(!hosts.isEmpty() && hosts.size() <= MOST_HOSTS, "a lab has 1 to " + MOST_HOSTS + " hosts");
        hosts.forEach(host -> check(NAME.matcher(host).matches(), "`" + host + "` is no host name"));
        check(new HashSet<>(hosts).size() == hosts.size(), "a host is named twice");
        check(sshPortBase > 0 && sshPortBase + hosts.size() <= 65536, "the SSH ports must lie between 1 and 65535");
        check(httpPort > 0 && httpPort < 65536, "the HTTP port must lie between 1 and 65535");
        check(
                httpPort < sshPortBase || httpPort >= sshPortBase + hosts.size(),
                "port " + httpPort + " is used for HTTP and for SSH");
        check(SUBNET.matcher(subnet).matches(), "a subnet is given by its first three octets, as in 10.86.1");
        for (String host : systems.byHost().keySet()) {
            check(hosts.contains(host), "a release is given for `" + host + "`, which is no host of the lab");
        }
    }

    /** With the systems that labs have by default. */
    public LabOptions(Path home, String name, List<String> hosts, int sshPortBase, int httpPort, String subnet) {
        this(home, name, hosts, sshPortBase, httpPort, subnet, LabSystems.STANDARD);
    }

    public LabOptions with(LabSystems other) {
        return new LabOptions(home, name, hosts, sshPortBase, httpPort, subnet, other);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The lab that {@code inventories/lab} describes. */
    public static LabOptions standard(Path home) {
        return new LabOptions(
                home,
                DEFAULT_NAME,
                DEFAULT_HOSTS,
                DEFAULT_SSH_PORT_BASE,
                DEFAULT_HTTP_PORT,
                defaultSubnet(DEFAULT_NAME));
    }

    /** Two labs of different names seldom meet; where they do, the engine says so and a subnet can be given. */
    public static String defaultSubnet(String name) {
        if (name.equals(DEFAULT_NAME)) {
            return "10.86.1";
        }
        var sum = new CRC32();
        sum.update(name.getBytes(StandardCharsets.UTF_8));
        return "10.86." + (2 + sum.getValue() % 250);
    }

    public List<LabHost> labHosts() {
        return IntStream.range(0, hosts.size()).mapToObj(this::labHost).toList();
    }

    private LabHost labHost(int index) {
        return new LabHost(
                hosts.get(index),
                subnet + "." + (FIRST_ADDRESS + index),
                sshPortBase + index,
                index == 0 ? List.of(httpPort + ":80") : List.of());
    }

    /** Keys, known_hosts and the inventory of this lab. */
    public Path folder() {
        String below = name.equals(DEFAULT_NAME) ? "lab" : "lab-" + name;
        return home.resolve(".foobar").resolve(below);
    }

    public Path privateKey() {
        return folder().resolve("id_ed25519");
    }

    public Path knownHosts() {
        return folder().resolve("known_hosts");
    }

    public Path inventory() {
        return folder().resolve("hosts.yml");
    }

    /** The name that the engine knows a host by. */
    public String containerName(String host) {
        return networkName() + "-" + host;
    }

    String networkName() {
        return "foobar-" + name;
    }

    /** Equal for labs of the same shape; kept as a label of each container. */
    String shape() {
        return String.join(",", hosts) + " " + sshPortBase + " " + httpPort + " " + subnet + systems.shape();
    }

    /** Options of the command line that are needed to name this lab again. */
    public List<String> arguments() {
        var all = new ArrayList<String>();
        if (!name.equals(DEFAULT_NAME)) {
            Stream.of("--name", name).forEach(all::add);
        }
        return all;
    }
}
