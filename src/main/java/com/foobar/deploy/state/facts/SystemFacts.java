package com.foobar.deploy.state.facts;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlFile;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kernel, names, managers, DNS, keys, local facts. */
final class SystemFacts {
    private static final Pattern PYTHON =
            Pattern.compile("Python (\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(a|b|rc|)(\\d{0,3})\\+?");

    private SystemFacts() {}

    static Map<String, Value> of(FactSections sections) {
        var facts = new LinkedHashMap<String, Value>();
        kernel(sections, facts);
        names(sections, facts);
        facts.put("service_mgr", Value.of(serviceManager(sections)));
        facts.put("pkg_mgr", Value.of(packageManager(sections)));
        facts.put("machine_id", Value.of(sections.word("machine_id")));
        commandLine(sections, facts);
        facts.put("fips", Value.of(sections.word("fips").equals("1")));
        loadAverage(sections, facts);
        facts.put("selinux", selinux(sections));
        facts.put("selinux_python_present", Value.of(true));
        facts.put(
                "apparmor",
                Value.of(Map.of("status", Value.of(sections.word("apparmor").isEmpty() ? "disabled" : "enabled"))));
        facts.put("is_chroot", Value.of(sections.word("chroot").equals("yes")));
        facts.put("dns", dns(sections));
        python(sections, facts);
        keys(sections, facts);
        facts.put("local", local(sections));
        return facts;
    }

    private static void kernel(FactSections sections, Map<String, Value> facts) {
        String[] words = sections.word("uname").split("\\s+");
        if (words.length < 5) {
            return;
        }
        String machine = words[words.length - 1];
        String architecture = machine.matches("i[3-6]86") ? "i386" : machine;
        facts.put("system", Value.of(words[0]));
        facts.put("nodename", Value.of(words[1]));
        facts.put("hostname", Value.of(words[1].replaceFirst("\\..*", "")));
        facts.put("kernel", Value.of(words[2]));
        facts.put("kernel_version", Value.of(String.join(" ", List.of(words).subList(3, words.length - 1))));
        facts.put("machine", Value.of(machine));
        facts.put("architecture", Value.of(architecture));
        facts.put("userspace_architecture", Value.of(architecture));
        facts.put("userspace_bits", Value.of(machine.endsWith("64") || machine.equals("s390x") ? "64" : "32"));
    }

    private static void names(FactSections sections, Map<String, Value> facts) {
        String node = sections.word("uname").split("\\s+").length < 2
                ? ""
                : sections.word("uname").split("\\s+")[1];
        String full = sections.word("fqdn").isEmpty() || sections.word("fqdn").startsWith("localhost")
                ? node
                : sections.word("fqdn").lines().findFirst().orElse(node);
        int dot = full.indexOf('.');
        facts.put("fqdn", Value.of(full));
        facts.put("domain", Value.of(dot < 0 ? "" : full.substring(dot + 1)));
    }

    private static String serviceManager(FactSections sections) {
        if (sections.word("systemd").equals("yes")) {
            return "systemd";
        }
        return switch (sections.word("init")) {
            case "systemd" -> "systemd";
            case "runit", "runit-init" -> "runit";
            case "openrc-init" -> "openrc";
            case "upstart" -> "upstart";
            case "init" -> sections.word("managers").contains("apk") ? "openrc" : "sysvinit";
            default -> "service";
        };
    }

    private static String packageManager(FactSections sections) {
        return sections.lines("managers").stream()
                .findFirst()
                .map(name -> name.equals("apt-get") ? "apt" : name)
                .orElse("unknown");
    }

    private static void commandLine(FactSections sections, Map<String, Value> facts) {
        var options = new LinkedHashMap<String, Value>();
        for (String word : sections.word("cmdline").split("\\s+")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                options.put(word.substring(0, equals), Value.of(word.substring(equals + 1)));
            } else if (!word.isEmpty()) {
                options.put(word, Value.of(true));
            }
        }
        facts.put("cmdline", Value.of(options));
        facts.put("proc_cmdline", Value.of(options));
    }

    private static void loadAverage(FactSections sections, Map<String, Value> facts) {
        String[] words = sections.word("loadavg").split("\\s+");
        if (words.length >= 3 && words[0].matches("[\\d.]+")) {
            facts.put(
                    "loadavg",
                    Value.of(Map.of(
                            "1m", Value.of(Double.parseDouble(words[0])),
                            "5m", Value.of(Double.parseDouble(words[1])),
                            "15m", Value.of(Double.parseDouble(words[2])))));
        }
    }

    private static Value selinux(FactSections sections) {
        return switch (sections.word("selinux")) {
            case "1" -> Value.of(Map.of("status", Value.of("enabled"), "mode", Value.of("enforcing")));
            case "0" -> Value.of(Map.of("status", Value.of("enabled"), "mode", Value.of("permissive")));
            default -> Value.of(Map.of("status", Value.of("disabled")));
        };
    }

    private static Value dns(FactSections sections) {
        var servers = new ArrayList<String>();
        var dns = new LinkedHashMap<String, Value>();
        for (String line : sections.lines("resolv")) {
            String[] words = line.strip().split("\\s+");
            if (words.length < 2 || words[0].startsWith("#") || words[0].startsWith(";")) {
                continue;
            }
            List<String> rest = List.of(words).subList(1, words.length);
            switch (words[0]) {
                case "nameserver" -> servers.addAll(rest);
                case "search" -> dns.put("search", ListValue.ofStrings(rest));
                case "domain" -> dns.put("domain", Value.of(rest.getFirst()));
                case "options" -> dns.put("options", options(rest));
                default -> {}
            }
        }
        if (!servers.isEmpty()) {
            dns.put("nameservers", ListValue.ofStrings(servers));
        }
        return Value.of(dns);
    }

    private static Value options(List<String> words) {
        var options = new LinkedHashMap<String, Value>();
        for (String word : words) {
            int colon = word.indexOf(':');
            options.put(
                    colon < 0 ? word : word.substring(0, colon),
                    colon < 0 ? Value.of(true) : Value.of(word.substring(colon + 1)));
        }
        return Value.of(options);
    }

    /** As Python itself says it. Nothing here needs it: where it is not installed there are no such facts. */
    private static void python(FactSections sections, Map<String, Value> facts) {
        List<String> found = sections.lines("python");
        Matcher version = PYTHON.matcher(found.size() < 2 ? "" : found.get(1));
        if (!version.matches()) {
            return;
        }
        Value major = Value.of(Long.parseLong(version.group(1)));
        Value minor = Value.of(Long.parseLong(version.group(2)));
        Value micro = Value.of(Long.parseLong(version.group(3)));
        Value level = Value.of(
                switch (version.group(4)) {
                    case "a" -> "alpha";
                    case "b" -> "beta";
                    case "rc" -> "candidate";
                    default -> "final";
                });
        Value serial = Value.of(version.group(5).isEmpty() ? 0 : Long.parseLong(version.group(5)));
        facts.put("python_version", Value.of(version.group(1) + "." + version.group(2) + "." + version.group(3)));
        facts.put(
                "python",
                Value.of(Map.of(
                        "executable", Value.of(found.getFirst()),
                        "type", Value.of("cpython"),
                        "version_info", ListValue.of(major, minor, micro, level, serial),
                        "version",
                                Value.of(Map.of(
                                        "major", major,
                                        "minor", minor,
                                        "micro", micro,
                                        "releaselevel", level,
                                        "serial", serial)))));
    }

    private static void keys(FactSections sections, Map<String, Value> facts) {
        for (String type : List.of("dsa", "rsa", "ecdsa", "ed25519")) {
            String[] words = sections.word("key_" + type).split("\\s+");
            if (words.length >= 2) {
                facts.put("ssh_host_key_" + type + "_public", Value.of(words[1]));
                facts.put("ssh_host_key_" + type + "_public_keytype", Value.of(words[0]));
            }
        }
    }

    /** Files of facts.d that are not programs: JSON (YAML to us), else INI. */
    private static Value local(FactSections sections) {
        var local = new LinkedHashMap<String, Value>();
        sections.parts().forEach((name, text) -> {
            if (name.startsWith("local_")) {
                local.put(
                        name.substring("local_".length()),
                        text.strip().startsWith("[") && !text.strip().endsWith("]") ? ini(text) : json(text));
            }
        });
        return SecretNames.markEntries(Value.of(local));
    }

    private static Value json(String text) {
        try {
            return new YamlFile(com.foobar.deploy.value.VaultReader.NONE)
                    .parse(text, "facts.d")
                    .map(YamlNode::toValue)
                    .map(Value::asData)
                    .orElse(Value.of(""));
        } catch (com.foobar.deploy.diagnostic.DeployException _) {
            return ini(text);
        }
    }

    private static Value ini(String text) {
        var sections = new LinkedHashMap<String, Map<String, Value>>();
        var current = new LinkedHashMap<String, Value>();
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                current = new LinkedHashMap<>();
                sections.put(line.substring(1, line.length() - 1), current);
            } else if (equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                current.put(
                        line.substring(0, equals).strip().toLowerCase(java.util.Locale.ROOT),
                        Value.of(line.substring(equals + 1).strip()));
            }
        }
        var values = new LinkedHashMap<String, Value>();
        sections.forEach((name, entries) -> values.put(name, Value.of(entries)));
        return Value.of(values);
    }
}
