package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.state.sql.SqlText;
import java.util.Locale;
import java.util.Optional;

/**
 * What privileges are on.
 *
 * @param database {@code *} for all; a pattern where {@code object} is {@code *}, as the server keeps it
 * @param object a table or routine, or {@code *}
 */
record PrivilegeTarget(Kind kind, String database, String object) {
    enum Kind {
        TABLE,
        FUNCTION,
        PROCEDURE
    }

    private static final String ALL = "*";

    /** {@code db.table} with or without backquotes; without them the database of {@code a.b.*} is {@code a.b}. */
    static PrivilegeTarget of(String text) {
        String rest = text.strip();
        Kind kind = Kind.TABLE;
        for (Kind each : Kind.values()) {
            if (rest.toUpperCase(Locale.ROOT).startsWith(each + " ")) {
                kind = each;
                rest = rest.substring(each.name().length()).strip();
            }
        }
        Optional<Integer> dot = dot(rest);
        if (dot.isEmpty()) {
            throw new IllegalArgumentException(
                    "`" + text + "` is not of the form database.table; quote a name that has a dot with backquotes");
        }
        return new PrivilegeTarget(kind, plain(rest.substring(0, dot.get())), plain(rest.substring(dot.get() + 1)));
    }

    private static Optional<Integer> dot(String text) {
        if (!text.contains("`")) {
            int last = text.lastIndexOf('.');
            boolean one = last >= 0 && (last == text.indexOf('.') || text.endsWith(".*"));
            return one ? Optional.of(last) : Optional.empty();
        }
        int dot = QuotedNames.find(text, ".", 0);
        return dot < 0 ? Optional.empty() : Optional.of(dot);
    }

    private static String plain(String name) {
        String stripped = name.strip();
        boolean quoted = stripped.length() >= 2 && stripped.startsWith("`") && stripped.endsWith("`");
        String plain = quoted ? stripped.substring(1, stripped.length() - 1).replace("``", "`") : stripped;
        if (plain.isEmpty() || !quoted && plain.contains("`")) {
            throw new IllegalArgumentException("`" + name + "` is no name of a database, table or routine");
        }
        return plain;
    }

    boolean everything() {
        return database.equals(ALL);
    }

    boolean wholeDatabase() {
        return !everything() && object.equals(ALL);
    }

    SqlText sql() {
        SqlText before = switch (kind) {
            case TABLE -> SqlText.lit("");
            case FUNCTION -> SqlText.lit("FUNCTION ");
            case PROCEDURE -> SqlText.lit("PROCEDURE ");
        };
        return part(part(before, database).and("."), object);
    }

    private static SqlText part(SqlText before, String name) {
        return name.equals(ALL) ? before.and("*") : before.name(name);
    }

    @Override
    public String toString() {
        return (kind == Kind.TABLE ? "" : kind + " ") + database + "." + object;
    }
}
