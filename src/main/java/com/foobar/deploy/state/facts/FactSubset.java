package com.foobar.deploy.state.facts;

import java.util.List;

/** Which facts are gathered. What a name of a single fact stands for is its whole group: the price is the same. */
public record FactSubset(boolean min, boolean hardware, boolean network, boolean virtual) {
    private static final FactSubset ALL = new FactSubset(true, true, true, true);

    /** Out of {@code gather_subset}: names add, names with an exclamation mark take away. */
    public static FactSubset of(List<String> subset) {
        boolean additive = subset.stream().anyMatch(name -> !name.startsWith("!") && !name.equals("all"));
        FactSubset made = additive || subset.contains("!all") ? new FactSubset(true, false, false, false) : ALL;
        for (String name : subset) {
            if (name.startsWith("!")) {
                made = name.equals("!all") ? made : made.set(name.substring(1), false);
            } else {
                made = name.equals("all") ? ALL : made.set(name, true);
            }
        }
        return made;
    }

    public FactSubset plus(FactSubset other) {
        return new FactSubset(
                min || other.min, hardware || other.hardware, network || other.network, virtual || other.virtual);
    }

    private FactSubset set(String name, boolean wanted) {
        return switch (name) {
            case "min" -> new FactSubset(wanted, hardware, network, virtual);
            case "hardware", "devices", "mounts", "dmi", "processor", "memtotal_mb", "memory_mb", "uptime_seconds" ->
                new FactSubset(min, wanted, network, virtual);
            case "network", "interfaces", "default_ipv4", "default_ipv6", "all_ipv4_addresses", "all_ipv6_addresses" ->
                new FactSubset(min, hardware, wanted, virtual);
            case "virtual", "virtualization_type", "virtualization_role" ->
                new FactSubset(min, hardware, network, wanted);
            default -> this;
        };
    }
}
