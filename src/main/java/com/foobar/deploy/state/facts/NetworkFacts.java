package com.foobar.deploy.state.facts;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Interfaces, their addresses, default routes. */
final class NetworkFacts {
    /** The route out of which default_ipv4 and default_ipv6 are made. */
    record Route(String device, String gateway, String source) {}

    private final FactSections sections;
    private final List<NetworkAddress> addresses;
    private final Map<String, Map<String, Value>> interfaces = new LinkedHashMap<>();

    private NetworkFacts(FactSections sections) {
        this.sections = sections;
        this.addresses = NetworkAddress.all(sections);
    }

    static Map<String, Value> of(FactSections sections) {
        return new NetworkFacts(sections).facts();
    }

    private Map<String, Value> facts() {
        sections.lines("links").forEach(this::link);
        var facts = new LinkedHashMap<String, Value>();
        facts.put("interfaces", ListValue.ofStrings(interfaces.keySet()));
        facts.put("all_ipv4_addresses", addresses(false));
        facts.put("all_ipv6_addresses", addresses(true));
        facts.put("default_ipv4", defaults(route("routes").or(this::kernelRoute), false));
        facts.put("default_ipv6", defaults(route("routes6"), true));
        interfaces.forEach((name, values) -> facts.put(name.replaceAll("[-:]", "_"), Value.of(values)));
        return facts;
    }

    private Value addresses(boolean six) {
        return ListValue.ofStrings(addresses.stream()
                .filter(address -> address.six() == six && !address.loopback())
                .map(NetworkAddress::address)
                .distinct()
                .toList());
    }

    private void link(String line) {
        String[] f = line.split("\\|", -1);
        if (f.length < 7) {
            return;
        }
        var values = new LinkedHashMap<String, Value>();
        values.put("device", Value.of(f[0]));
        values.put("active", Value.of(f[3].equals("up") || f[3].equals("unknown")));
        if (!f[4].equals("772")) {
            values.put("macaddress", Value.of(f[1]));
        }
        values.put("mtu", f[2].matches("\\d{1,9}") ? Value.of(Long.parseLong(f[2])) : Value.of(f[2]));
        values.put("type", Value.of(type(f[4], f[6])));
        values.put("promisc", Value.of(promiscuous(f[5])));
        addAddresses(f[0], values);
        interfaces.put(f[0], values);
    }

    private static String type(String kind, String special) {
        if (!special.isEmpty()) {
            return special;
        }
        return switch (kind) {
            case "772" -> "loopback";
            case "1" -> "ether";
            case "512" -> "ppp";
            default -> "unknown";
        };
    }

    private static boolean promiscuous(String flags) {
        return flags.matches("0x[0-9a-fA-F]{1,7}") && (Integer.parseInt(flags.substring(2), 16) & 0x100) != 0;
    }

    private void addAddresses(String device, Map<String, Value> values) {
        List<NetworkAddress> own = addresses.stream()
                .filter(address -> address.device().equals(device))
                .toList();
        var secondaries = new ArrayList<Value>();
        var six = new ArrayList<Value>();
        for (NetworkAddress address : own) {
            if (address.six()) {
                six.add(Value.of(address.facts()));
            } else if (!values.containsKey("ipv4")) {
                values.put("ipv4", Value.of(address.facts()));
            } else {
                secondaries.add(Value.of(address.facts()));
            }
        }
        if (!secondaries.isEmpty()) {
            values.put("ipv4_secondaries", new ListValue(secondaries));
        }
        if (!six.isEmpty()) {
            values.put("ipv6", new ListValue(six));
        }
    }

    /** {@code default via 10.0.0.1 dev eth0 src 10.0.0.2}. */
    private Optional<Route> route(String section) {
        return sections.lines(section).stream()
                .filter(line -> line.startsWith("default"))
                .findFirst()
                .map(line -> new Route(after(line, "dev"), after(line, "via"), after(line, "src")));
    }

    private static String after(String line, String word) {
        String[] words = line.split("\\s+");
        for (int i = 0; i + 1 < words.length; i++) {
            if (words[i].equals(word)) {
                return words[i + 1];
            }
        }
        return "";
    }

    /** Out of /proc/net/route, where there is no {@code ip}: hexadecimal in the machine's byte order. */
    private Optional<Route> kernelRoute() {
        return sections.lines("net_route").stream()
                .map(line -> line.split("\\s+"))
                .filter(f -> f.length > 7 && f[1].equals("00000000") && f[7].equals("00000000"))
                .findFirst()
                .map(f -> new Route(f[0], NetworkAddress.fromHex(f[2]), ""));
    }

    private Value defaults(Optional<Route> route, boolean six) {
        if (route.isEmpty()) {
            return Value.of(Map.of());
        }
        Route found = route.get();
        var values = new LinkedHashMap<String, Value>();
        values.put("interface", Value.of(found.device()));
        values.put("gateway", Value.of(found.gateway()));
        Optional<NetworkAddress> address = addresses.stream()
                .filter(one -> one.six() == six && one.device().equals(found.device()))
                .filter(one -> found.source().isEmpty() || one.address().equals(found.source()))
                .filter(one -> !six || one.scope().equals("global"))
                .findFirst();
        address.ifPresent(one -> values.putAll(one.facts()));
        values.put("address", Value.of(address.map(NetworkAddress::address).orElse(found.source())));
        Map<String, Value> link = interfaces.getOrDefault(found.device(), Map.of());
        for (String name : List.of("macaddress", "mtu", "type")) {
            if (link.containsKey(name)) {
                values.put(name, link.get(name));
            }
        }
        if (!six) {
            values.put("alias", Value.of(found.device()));
        }
        return Value.of(values);
    }
}
