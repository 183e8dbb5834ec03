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
 * @param hosts the first one is the one whose ports 80 and 443 are published
 * @param subnet the first three octets of the lab's network
 */
public record LabOptions(
        Path home, String name, List<String> hosts, LabPorts ports, String subnet, LabSystems systems) {
    public static final String DEFAULT_NAME = "lab";
    public static final List<String> DEFAULT_HOSTS = List.of("lb-01", "web-01", "web-02");
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
    private static final Pattern SUBNET = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
    static final String AUTHORITY = "authority.pem";
    private static final int FIRST_ADDRESS = 11;
    private static final int MOST_HOSTS = 200;

    public LabOptions {
        hosts = List.copyOf(hosts);
        check(NAME.matcher(name).matches(), "`" + name + "` is no name for a lab: small letters, digits, hyphens");
        check(!hosts.isEmpty() && hosts.size() <= MOST_HOSTS, "a lab has 1 to " + MOST_HOSTS + " hosts");
        hosts.forEach(host -> check(NAME.matcher(host).matches(), "`" + host + "` is no host name"));
        check(new HashSet<>(hosts).size() == hosts.size(), "a host is named twice");
        ports.checkFor(hosts.size());
        check(SUBNET.matcher(subnet).matches(), "a subnet is given by its first three octets, as in 10.86.1");
        for (String host : systems.byHost().keySet()) {
            check(hosts.contains(host), "a release is given for `" + host + "`, which is no host of the lab");
        }
    }

    /** With the systems that labs have by default. */
    public LabOptions(Path home, String name, List<String> hosts, LabPorts ports, String subnet) {
        this(home, name, hosts, ports, subnet, LabSystems.STANDARD);
    }

    public LabOptions with(LabSystems other) {
        return new LabOptions(home, name, hosts, ports, subnet, other);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The lab that {@code inventories/lab} describes. */
    public static LabOptions standard(Path home) {
        return new LabOptions(home, DEFAULT_NAME, DEFAULT_HOSTS, LabPorts.STANDARD, defaultSubnet(DEFAULT_NAME));
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
                ports.ssh() + index,
                index == 0 ? ports.published() : List.of());
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

    /** The certificate of the site's authority, once a site with TLS has been applied. */
    public Path authority() {
        return folder().resolve(AUTHORITY);
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
        return String.join(",", hosts) + " " + ports.shape() + " " + subnet + systems.shape();
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
