package com.foobar.deploy.state.facts;

import com.foobar.deploy.value.Value;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The distribution, with the names and families Ansible gives them. */
final class DistributionFacts {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("debian", "Debian"),
            Map.entry("raspbian", "Debian"),
            Map.entry("ubuntu", "Ubuntu"),
            Map.entry("linuxmint", "Linux Mint"),
            Map.entry("kali", "Kali"),
            Map.entry("pop", "Pop!_OS"),
            Map.entry("devuan", "Devuan"),
            Map.entry("rhel", "RedHat"),
            Map.entry("centos", "CentOS"),
            Map.entry("fedora", "Fedora"),
            Map.entry("rocky", "Rocky"),
            Map.entry("almalinux", "AlmaLinux"),
            Map.entry("ol", "OracleLinux"),
            Map.entry("amzn", "Amazon"),
            Map.entry("alpine", "Alpine"),
            Map.entry("arch", "Archlinux"),
            Map.entry("opensuse-leap", "openSUSE Leap"),
            Map.entry("opensuse-tumbleweed", "openSUSE Tumbleweed"),
            Map.entry("sles", "SLES"),
            Map.entry("gentoo", "Gentoo"));

    private static final Map<String, List<String>> FAMILIES = Map.of(
            "Debian", List.of("debian", "ubuntu", "raspbian", "linuxmint", "kali", "pop", "devuan", "neon"),
            "RedHat", List.of("rhel", "centos", "fedora", "rocky", "almalinux", "ol", "amzn", "scientific"),
            "Suse", List.of("opensuse-leap", "opensuse-tumbleweed", "opensuse", "sles", "sled"),
            "Alpine", List.of("alpine"),
            "Archlinux", List.of("arch", "manjaro"),
            "Gentoo", List.of("gentoo"));

    private DistributionFacts() {}

    static Map<String, Value> of(FactSections sections) {
        Map<String, String> release = sections.assignments("os-release");
        String id = release.getOrDefault("ID", "linux");
        String name = NAMES.getOrDefault(id, release.getOrDefault("NAME", "Linux"));
        String version = version(id, release, sections);
        String codename = release.getOrDefault("VERSION_CODENAME", "");
        String[] numbers = version.split("\\.");
        var facts = new LinkedHashMap<String, Value>();
        facts.put("distribution", Value.of(name));
        facts.put("distribution_version", Value.of(version.isEmpty() ? "NA" : version));
        facts.put("distribution_major_version", Value.of(numbers[0].isEmpty() ? "NA" : numbers[0]));
        if (numbers.length > 1) {
            facts.put("distribution_minor_version", Value.of(numbers[1]));
        }
        facts.put("distribution_release", Value.of(codename.isEmpty() ? "NA" : codename));
        facts.put("distribution_file_path", Value.of("/etc/os-release"));
        facts.put("distribution_file_variety", Value.of(family(id, release)));
        facts.put("distribution_file_parsed", Value.of(true));
        facts.put("os_family", Value.of(family(id, release)));
        facts.put("lsb", lsb(name, version, codename, release, sections));
        return facts;
    }

    /** Debian's point release stands in a file of its own; on testing that file holds names instead. */
    private static String version(String id, Map<String, String> release, FactSections sections) {
        String version = release.getOrDefault("VERSION_ID", "");
        String debian = sections.word("debian_version");
        return id.equals("debian") && debian.matches("\\d+(\\.\\d+)*") ? debian : version;
    }

    private static String family(String id, Map<String, String> release) {
        var candidates = new java.util.ArrayList<>(List.of(id));
        candidates.addAll(Arrays.asList(release.getOrDefault("ID_LIKE", "").split("\\s+")));
        for (String candidate : candidates) {
            for (var family : FAMILIES.entrySet()) {
                if (family.getValue().contains(candidate)) {
                    return family.getKey();
                }
            }
        }
        return NAMES.getOrDefault(id, "Linux");
    }

    private static Value lsb(
            String name, String version, String codename, Map<String, String> release, FactSections sections) {
        Map<String, String> file = sections.assignments("lsb-release");
        String number = file.getOrDefault("DISTRIB_RELEASE", version);
        return Value.of(Map.of(
                "id", Value.of(file.getOrDefault("DISTRIB_ID", name)),
                "release", Value.of(number),
                "major_release", Value.of(number.replaceFirst("\\..*", "")),
                "codename", Value.of(file.getOrDefault("DISTRIB_CODENAME", codename)),
                "description",
                        Value.of(file.getOrDefault("DISTRIB_DESCRIPTION", release.getOrDefault("PRETTY_NAME", name)))));
    }
}
