package com.foobar.deploy.connection.ssh;

import java.util.List;
import java.util.Locale;

/** The patterns of ssh_config(5) and known_hosts: {@code *}, {@code ?}, and {@code !} to take out. */
final class HostPatterns {
    private HostPatterns() {}

    /** One positive pattern must match, and no negated one. */
    static boolean match(List<String> patterns, String name) {
        boolean found = false;
        for (String pattern : patterns) {
            boolean negated = pattern.startsWith("!");
            if (glob(negated ? pattern.substring(1) : pattern, name)) {
                if (negated) {
                    return false;
                }
                found = true;
            }
        }
        return found;
    }

    private static boolean glob(String pattern, String name) {
        return glob(pattern.toLowerCase(Locale.ROOT), 0, name.toLowerCase(Locale.ROOT), 0);
    }

    private static boolean glob(String pattern, int p, String name, int n) {
        if (p == pattern.length()) {
            return n == name.length();
        }
        if (pattern.charAt(p) == '*') {
            return glob(pattern, p + 1, name, n) || n < name.length() && glob(pattern, p, name, n + 1);
        }
        boolean same = n < name.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == name.charAt(n));
        return same && glob(pattern, p + 1, name, n + 1);
    }
}
