package com.foobar.deploy.module.builtin;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Privileges by what they are on ({@code *.*}, {@code shop.*}, {@code shop.orders}, {@code FUNCTION shop.price}), in one
 * spelling: upper case, {@code ALL}, {@code GRANT} for the right to hand on, one of each pair of synonyms.
 */
record Grants(Map<String, Set<String>> byTarget) {
    static final String ALL = "ALL";
    static final String GRANT = "GRANT";

    /** What every MySQL lists in place of ALL for an account that has it everywhere. */
    private static final Set<String> EVERYTHING = Set.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "CREATE",
            "DROP",
            "RELOAD",
            "SHUTDOWN",
            "PROCESS",
            "FILE",
            "REFERENCES",
            "INDEX",
            "ALTER",
            "SHOW DATABASES",
            "SUPER",
            "CREATE TEMPORARY TABLES",
            "LOCK TABLES",
            "EXECUTE",
            "REPLICATION SLAVE",
            "BINLOG MONITOR",
            "CREATE VIEW",
            "SHOW VIEW",
            "CREATE ROUTINE",
            "ALTER ROUTINE",
            "CREATE USER",
            "EVENT",
            "TRIGGER",
            "CREATE TABLESPACE");

    /** MariaDB's newer names, and MySQL's, for the same privilege. */
    private static final Map<String, String> SYNONYMS = Map.of(
            "ALL PRIVILEGES", ALL,
            "GRANT OPTION", GRANT,
            "WITH GRANT OPTION", GRANT,
            "REPLICATION CLIENT", "BINLOG MONITOR",
            "REPLICATION REPLICA", "REPLICATION SLAVE",
            "REPLICATION REPLICA ADMIN", "REPLICATION SLAVE ADMIN",
            "DELETE VERSIONING ROWS", "DELETE HISTORY");

    private static final String PART = "(?:`(?:[^`]|``)*`|[^\\s.`]+)";
    private static final Pattern SHOWN = Pattern.compile(
            "GRANT (.+) ON (?:TABLE )?((?:FUNCTION |PROCEDURE )?" + PART + "\\." + PART
                    + ") TO .*?( WITH (?:.* )?GRANT OPTION.*)?",
            Pattern.DOTALL);

    Grants {
        byTarget = Collections.unmodifiableMap(new LinkedHashMap<>(byTarget));
    }

    /**
     * The {@code priv} argument.
     *
     * @param value {@code db.table:PRIV,PRIV/db.table:PRIV}, or a mapping
     */
    static Grants wished(Value value) {
        var byTarget = new LinkedHashMap<String, Set<String>>();
        switch (value) {
            case MapValue map ->
                map.strings().forEach((target, privileges) -> add(byTarget, target, listed(privileges)));
            case TextValue text -> {
                for (String entry : text.text().split("/")) {
                    int colon = entry.lastIndexOf(':');
                    if (colon < 0) {
                        throw new IllegalArgumentException(
                                "`" + entry + "` is not of the form database.table:PRIVILEGE");
                    }
                    add(byTarget, entry.substring(0, colon), split(entry.substring(colon + 1)));
                }
            }
            default -> throw new IllegalArgumentException("`priv` is a text or a mapping");
        }
        return new Grants(byTarget);
    }

    private static List<String> listed(Value privileges) {
        return privileges instanceof ListValue list
                ? list.items().stream().map(String::valueOf).toList()
                : split(String.valueOf(privileges));
    }

    /** What {@code SHOW GRANTS} printed; roles and proxies are left aside. */
    static Grants shown(List<String> lines) {
        var byTarget = new LinkedHashMap<String, Set<String>>();
        for (String line : lines) {
            Matcher shown = SHOWN.matcher(line);
            if (shown.matches() && !shown.group(1).equals("PROXY")) {
                var privileges = new ArrayList<>(split(shown.group(1)));
                if (shown.group(3) != null && privileges.stream().noneMatch(Grants::dynamic)) {
                    privileges.add(GRANT);
                }
                add(byTarget, shown.group(2), privileges);
            }
        }
        byTarget.values().removeIf(Set::isEmpty);
        return new Grants(byTarget);
    }

    /** MySQL lists these in a line of their own, with a right to hand on that cannot be taken back by itself. */
    private static boolean dynamic(String privilege) {
        return privilege.matches("[A-Z]+(_[A-Z]+)+");
    }

    private static void add(Map<String, Set<String>> byTarget, String target, List<String> privileges) {
        String plain = target.strip().replace("`", "");
        if (!plain.contains(".")) {
            throw new IllegalArgumentException("`" + target + "` is not of the form database.table");
        }
        Set<String> all = byTarget.computeIfAbsent(plain, _ -> new TreeSet<>());
        privileges.stream()
                .map(Grants::spelled)
                .filter(one -> !one.equals("USAGE"))
                .forEach(all::add);
    }

    /** Commas within the parentheses of column lists do not part privileges. */
    private static List<String> split(String privileges) {
        var parts = new ArrayList<String>();
        int depth = 0;
        var part = new StringBuilder();
        for (char c : privileges.toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    private static String spelled(String privilege) {
        int columns = privilege.indexOf('(');
        if (columns >= 0) {
            String names = privilege.substring(columns + 1, privilege.lastIndexOf(')'));
            var sorted = new TreeSet<String>();
            for (String name : names.split(",")) {
                sorted.add(name.strip().replace("`", ""));
            }
            return spelled(privilege.substring(0, columns).strip()) + " (" + String.join(",", sorted) + ")";
        }
        String upper = privilege.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        return SYNONYMS.getOrDefault(upper, upper);
    }

    Set<String> on(String target) {
        return byTarget.getOrDefault(target, Set.of());
    }

    /** What these lack of the wished ones on a target. */
    Set<String> lacking(String target, Set<String> wished) {
        Set<String> now = on(target);
        var lacking = new TreeSet<>(wished);
        lacking.removeAll(now);
        if (hasAll(target, now)) {
            lacking.removeIf(one -> !one.equals(GRANT));
        }
        return lacking;
    }

    /** What these have on a target beyond the wished ones. */
    Set<String> beyond(String target, Set<String> wished) {
        var beyond = new TreeSet<>(on(target));
        beyond.removeAll(wished);
        if (wished.contains(ALL)) {
            beyond.removeIf(one -> !one.equals(GRANT));
        }
        return beyond;
    }

    private static boolean hasAll(String target, Set<String> now) {
        return now.contains(ALL) || target.equals("*.*") && now.containsAll(EVERYTHING);
    }
}
