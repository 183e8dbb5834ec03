package com.foobar.deploy.state.facts;

import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * An address of an interface.
 *
 * @param scope "global", "link" or "host"
 */
record NetworkAddress(String device, String address, int prefix, String broadcast, String scope, boolean six) {
    boolean loopback() {
        return six ? address.equals("::1") : address.startsWith("127.");
    }

    /** By {@code ip -o addr}, or by /proc where there is no {@code ip}. */
    static List<NetworkAddress> all(FactSections sections) {
        var all = new ArrayList<NetworkAddress>();
        for (String line : sections.lines("addresses")) {
            String[] words = line.strip().split("\\s+");
            if (words.length > 3 && (words[2].equals("inet") || words[2].equals("inet6"))) {
                all.add(of(words));
            }
        }
        if (all.isEmpty()) {
            all.addAll(kernelAddresses(sections));
            sections.lines("if_inet6").forEach(line -> all.add(six(line.strip().split("\\s+"))));
        }
        return all;
    }

    /** {@code 2: eth0 inet 10.0.0.2/24 brd 10.0.0.255 scope global eth0}. */
    private static NetworkAddress of(String[] words) {
        String[] parts = words[3].split("/");
        String broadcast = "";
        String scope = "";
        for (int i = 4; i + 1 < words.length; i++) {
            if (words[i].equals("brd")) {
                broadcast = words[i + 1];
            } else if (words[i].equals("scope")) {
                scope = words[i + 1];
            }
        }
        boolean six = words[2].equals("inet6");
        int whole = six ? 128 : 32;
        int prefix = parts.length > 1 && parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : whole;
        return new NetworkAddress(words[1], parts[0], prefix, broadcast, scope, six);
    }

    /** Local addresses of the routing trie, given to the interface whose network they lie in. */
    private static List<NetworkAddress> kernelAddresses(FactSections sections) {
        var found = new LinkedHashSet<String>();
        String last = "";
        for (String line : sections.lines("fib_trie")) {
            String text = line.strip();
            if (text.startsWith("|-- ")) {
                last = text.substring(4);
            } else if (text.startsWith("/32 host LOCAL")) {
                found.add(last);
            }
        }
        var addresses = new ArrayList<NetworkAddress>();
        for (String address : found) {
            if (address.startsWith("127.")) {
                addresses.add(new NetworkAddress("lo", address, 8, "", "host", false));
                continue;
            }
            for (String line : sections.lines("net_route")) {
                String[] f = line.split("\\s+");
                if (f.length > 7 && f[1].matches("[0-9A-F]{8}") && !f[7].equals("00000000")) {
                    int prefix = Integer.bitCount((int) number(fromHex(f[7])));
                    if (network(address, prefix).equals(fromHex(f[1]))) {
                        addresses.add(new NetworkAddress(f[0], address, prefix, "", "global", false));
                        break;
                    }
                }
            }
        }
        return addresses;
    }

    /** {@code fe80...01 02 40 20 80 eth0} of /proc/net/if_inet6. */
    private static NetworkAddress six(String[] words) {
        if (words.length < 6 || !words[0].matches("[0-9a-f]{32}")) {
            return new NetworkAddress("", "::", 128, "", "", true);
        }
        String scope = switch (words[3]) {
            case "20" -> "link";
            case "10" -> "host";
            default -> "global";
        };
        return new NetworkAddress(words[5], shortened(words[0]), Integer.parseInt(words[2], 16), "", scope, true);
    }

    /** RFC 5952: no leading zeros, the longest run of zero groups as two colons. */
    static String shortened(String hex) {
        var groups = new ArrayList<String>();
        for (int i = 0; i < 32; i += 4) {
            groups.add(Integer.toHexString(Integer.parseInt(hex.substring(i, i + 4), 16)));
        }
        String text = String.join(":", groups);
        for (int length = 8; length > 1; length--) {
            String zeros = "0" + ":0".repeat(length - 1);
            String padded = ":" + text + ":";
            int at = padded.indexOf(":" + zeros + ":");
            if (at >= 0) {
                String made = padded.substring(0, at) + "::" + padded.substring(at + zeros.length() + 2);
                return made.replaceFirst("^:(?!:)", "").replaceFirst("(?<!:):$", "");
            }
        }
        return text;
    }

    Map<String, Value> facts() {
        var facts = new LinkedHashMap<String, Value>();
        facts.put("address", Value.of(address));
        facts.put("prefix", Value.of(String.valueOf(prefix)));
        if (six) {
            facts.put("scope", Value.of(scope));
            return facts;
        }
        String network = network(address, prefix);
        facts.put("broadcast", Value.of(broadcast));
        facts.put("netmask", Value.of(dotted(mask(prefix))));
        facts.put("network", Value.of(network));
        return facts;
    }

    private static String network(String address, int prefix) {
        return dotted(number(address) & mask(prefix));
    }

    private static long mask(int prefix) {
        return prefix == 0 ? 0 : 0xffffffffL << (32 - prefix) & 0xffffffffL;
    }

    private static long number(String address) {
        long number = 0;
        for (String part : address.split("\\.")) {
            number = number << 8 | (part.matches("\\d{1,3}") ? Integer.parseInt(part) : 0);
        }
        return number & 0xffffffffL;
    }

    private static String dotted(long number) {
        return (number >> 24 & 255) + "." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    /** The kernel prints addresses in the machine's byte order, which is little-endian where it matters. */
    static String fromHex(String hex) {
        return dotted(Integer.toUnsignedLong(Integer.reverseBytes(Integer.parseUnsignedInt(hex, 16))));
    }
}
