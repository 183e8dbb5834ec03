package com.foobar.deploy.module.builtin.commands;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells whether a call of an SQL client does nothing but ask. */
public final class ReadOnlySql {
    private static final Set<String> LONG_OPTIONS = Set.of(
            "user",
            "host",
            "port",
            "socket",
            "password",
            "protocol",
            "database",
            "defaults-file",
            "defaults-extra-file",
            "login-path",
            "connect-timeout",
            "ssl-mode",
            "batch",
            "silent",
            "raw",
            "table",
            "skip-column-names",
            "no-defaults",
            "vertical");

    private ReadOnlySql() {}

    /** The mysql and mariadb clients: options that are known, and {@code -e} with statements that only ask. */
    static boolean mysql(List<String> arguments) {
        return asks(arguments, "uhPSD", "NBsrAtEbn", "p", 'e', "execute", 1);
    }

    /** psql with {@code -c}. */
    static boolean postgresql(List<String> arguments) {
        return asks(arguments, "hpUdF", "tAqXwx", "", 'c', "command", 1);
    }

    /** mysqladmin with subcommands that only ask. */
    static boolean admin(List<String> arguments) {
        int at = 0;
        for (; at < arguments.size() && arguments.get(at).startsWith("-"); at++) {
            String option = arguments.get(at);
            boolean separate = option.matches("-[uhPS]");
            if (!separate
                    && !option.matches("-[uhPSp].*|-[sbv]+|--(user|host|port|socket|password|protocol|"
                            + "defaults-file|defaults-extra-file|connect-timeout|silent)(=.*)?")) {
                return false;
            }
            at += separate ? 1 : 0;
        }
        List<String> rest = at >= arguments.size() ? List.of() : arguments.subList(at, arguments.size());
        return !rest.isEmpty()
                && Set.of("ping", "status", "extended-status", "variables", "version", "processlist")
                        .containsAll(rest);
    }

    private static boolean asks(
            List<String> arguments,
            String withValue,
            String flags,
            String glued,
            char executeShort,
            String executeLong,
            int operands) {
        boolean found = false;
        int positional = 0;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--" + executeLong + "=")) {
                found = true;
                if (!statements(argument.substring(executeLong.length() + 3))) {
                    return false;
                }
            } else if (argument.startsWith("--")) {
                if (!LONG_OPTIONS.contains(argument.substring(2).replaceFirst("=.*", ""))
                        || !argument.contains("=")
                                && Set.of(
                                                "--user",
                                                "--host",
                                                "--port",
                                                "--socket",
                                                "--database",
                                                "--protocol",
                                                "--ssl-mode")
                                        .contains(argument)) {
                    return false;
                }
            } else if (argument.startsWith("-") && argument.length() > 1) {
                int end = shortOptions(argument, withValue + executeShort, flags, glued);
                if (end < 0) {
                    return false;
                }
                if (end > 0 && argument.charAt(end) == executeShort) {
                    String rest = argument.substring(end + 1);
                    String sql = rest.isEmpty() && i + 1 < arguments.size() ? arguments.get(++i) : rest;
                    found = true;
                    if (!statements(sql)) {
                        return false;
                    }
                } else if (end > 0 && end == argument.length() - 1 && glued.indexOf(argument.charAt(end)) < 0) {
                    i++;
                }
            } else if (++positional > operands) {
                return false;
            }
        }
        return found;
    }

    /** The index of the option that takes a value, 0 if none does, -1 for an unknown option. */
    private static int shortOptions(String cluster, String withValue, String flags, String glued) {
        for (int i = 1; i < cluster.length(); i++) {
            char c = cluster.charAt(i);
            if (withValue.indexOf(c) >= 0 || glued.indexOf(c) >= 0) {
                return i;
            }
            if (flags.indexOf(c) < 0) {
                return -1;
            }
        }
        return 0;
    }

    /** Only {@code select} and {@code show}, nothing that writes or locks, no command of the client itself. */
    public static boolean statements(String sql) {
        String text = sql.strip().toLowerCase(Locale.ROOT);
        if (text.indexOf('\\') >= 0
                || text.contains("/*")
                || text.matches("(?s).*\\b(into|call|nextval|setval|for\\s+(update|share|no|key)|lock\\s+in|"
                        + "(get|release)\\w*_lock|delimiter|set_config)\\b.*")
                || text.matches("(?s).*\\b(pg|lo|dblink)_\\w+\\s*\\(.*")
                || text.lines().skip(1).anyMatch(line -> line.strip().matches("(system|source|tee|pager|edit)\\b.*"))) {
            return false;
        }
        String[] statements = text.split(";");
        if (statements.length == 0) {
            return false;
        }
        for (String statement : statements) {
            if (!statement.strip().matches("(?s)(select|show)\\b.*")) {
                return false;
            }
        }
        return true;
    }
}
