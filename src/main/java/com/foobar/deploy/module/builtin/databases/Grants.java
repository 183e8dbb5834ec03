package com.foobar.deploy.module.builtin.databases;

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

/**
 * Privileges by what they are on, in one spelling: upper case, {@code ALL}, {@code GRANT} for the right to hand on, one
 * of each pair of synonyms.
 */
record Grants(Map<PrivilegeTarget, Set<String>> byTarget) {
    static final String ALL = "ALL";
    static final String GRANT = "GRANT";

    /** MariaDB's newer names, and MySQL's, for the same privilege. */
    private static final Map<String, String> SYNONYMS = Map.of(
            "ALL PRIVILEGES", ALL,
            "GRANT OPTION", GRANT,
            "WITH GRANT OPTION", GRANT,
            "REPLICATION CLIENT", "BINLOG MONITOR",
            "REPLICATION REPLICA", "REPLICATION SLAVE",
            "REPLICATION REPLICA ADMIN", "REPLICATION SLAVE ADMIN",
            "REPLICA MONITOR", "SLAVE MONITOR",
            "DELETE VERSIONING ROWS", "DELETE HISTORY");

    Grants {
        byTarget = Collections.unmodifiableMap(new LinkedHashMap<>(byTarget));
    }

    /**
     * The {@code priv} argument.
     *
     * @param value {@code db.table:PRIV,PRIV/db.table:PRIV}, or a mapping
     */
    static Grants desired(Value value) {
        var byTarget = new LinkedHashMap<PrivilegeTarget, Set<String>>();
        switch (value) {
            case MapValue map ->
                map.strings().forEach((target, privileges) -> add(byTarget, target, listed(privileges)));
            case TextValue text -> QuotedNames.split(text.text(), '/').forEach(entry -> add(byTarget, entry));
            default -> throw new IllegalArgumentException("`priv`: expected a string or a mapping");
        }
        return new Grants(byTarget);
    }

    private static void add(Map<PrivilegeTarget, Set<String>> byTarget, String entry) {
        int colon = QuotedNames.find(entry, ":", 0);
        if (colon < 0) {
            throw new IllegalArgumentException("`" + entry + "` is not of the form database.table:PRIVILEGE");
        }
        add(byTarget, entry.substring(0, colon), QuotedNames.split(entry.substring(colon + 1), ','));
    }

    private static List<String> listed(Value privileges) {
        return privileges instanceof ListValue list
                ? list.items().stream().map(String::valueOf).toList()
                : QuotedNames.split(String.valueOf(privileges), ',');
    }

    /** What {@code SHOW GRANTS} printed for a user; roles, proxies, what others have, and what is on other things
     * than databases, tables and routines are left aside. */
    static Grants shown(String user, List<String> lines) {
        var byTarget = new LinkedHashMap<PrivilegeTarget, Set<String>>();
        lines.forEach(line -> show(byTarget, user, line));
        byTarget.values().removeIf(Set::isEmpty);
        return new Grants(byTarget);
    }

    private static void show(Map<PrivilegeTarget, Set<String>> byTarget, String user, String line) {
        int on = QuotedNames.find(line, " ON ", 0);
        int to = on < 0 ? -1 : QuotedNames.find(line, " TO ", on);
        if (!line.startsWith("GRANT ") || to < 0 || line.startsWith("GRANT PROXY ")) {
            return;
        }
        String account = line.substring(to + " TO ".length());
        boolean own = account.startsWith("`" + user.replace("`", "``") + "`@")
                || account.startsWith("'" + user.replace("'", "''") + "'@");
        if (!own) {
            return;
        }
        var privileges = new ArrayList<>(QuotedNames.split(line.substring("GRANT ".length(), on), ','));
        if (handsOn(account) && privileges.stream().noneMatch(Grants::dynamic)) {
            privileges.add(GRANT);
        }
        String target = line.substring(on + " ON ".length(), to);
        if (!target.matches("(?s)(TABLE |FUNCTION |PROCEDURE )?[`*].*")) {
            // A package of MariaDB's, or what a later server may grant on: what is not understood is not revoked.
            return;
        }
        add(byTarget, target.startsWith("TABLE ") ? target.substring("TABLE ".length()) : target, privileges);
    }

    private static boolean handsOn(String account) {
        return account.replaceAll("`[^`]*`|'[^']*'", "").matches("(?s).* WITH (.* )?GRANT OPTION.*");
    }

    /** MySQL lists these in a line of their own, with a right to hand on that cannot be taken back by itself. */
    private static boolean dynamic(String privilege) {
        return privilege.matches("[A-Z]+(_[A-Z]+)+");
    }

    private static void add(Map<PrivilegeTarget, Set<String>> byTarget, String target, List<String> privileges) {
        Set<String> all = byTarget.computeIfAbsent(PrivilegeTarget.of(target), _ -> new TreeSet<>());
        privileges.stream()
                .map(Grants::spelled)
                .filter(one -> !one.equals("USAGE"))
                .forEach(all::add);
    }

    /** A privilege in the one spelling. */
    static String spelled(String privilege) {
        int columns = privilege.indexOf('(');
        if (columns >= 0) {
            String names = privilege.substring(columns + 1, privilege.lastIndexOf(')'));
            var sorted = new TreeSet<String>();
            for (String name : names.split(",")) {
                sorted.add(name.strip().replace("`", ""));
            }
            return spelled(privilege.substring(0, columns).strip()) + " (" + String.join(",", sorted) + ")";
        }
        String upper = privilege.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        return SYNONYMS.getOrDefault(upper, upper);
    }

    Set<String> on(PrivilegeTarget target) {
        return byTarget.getOrDefault(target, Set.of());
    }
}
