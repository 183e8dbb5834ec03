package com.foobar.deploy.state.sql;

import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.TextValue;
import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One SQL statement without its semicolon, built from literals of our own source and quoted values only, so that no
 * value can become code. {@link #toString()} masks secrets. Immutable.
 */
public final class SqlText {
    private enum Kind {
        OURS,
        USERS,
        /** A quoted value with an escape that starts with a backslash. */
        ESCAPED
    }

    private record Part(String text, boolean secret, Kind kind) {
        Part(String text, boolean secret) {
            this(text, secret, Kind.OURS);
        }

        static Part value(String value, boolean secret) {
            boolean escaped = value.indexOf('\\') >= 0 || value.indexOf('\0') >= 0;
            return new Part(quote(value), secret, escaped ? Kind.ESCAPED : Kind.OURS);
        }
    }

    private final List<Part> parts;

    private SqlText(List<Part> parts) {
        this.parts = parts;
    }

    /** Text of our own source, taken as code. */
    public static SqlText lit(@CompileTimeConstant final String code) {
        return new SqlText(List.of(new Part(code, false)));
    }

    /** SQL that the user wrote. */
    public static SqlText userCode(TextValue code) {
        return new SqlText(List.of(new Part(code.text(), code.secret(), Kind.USERS)));
    }

    /** Words that are keywords by a check already made: privileges, variable names. */
    public SqlText words(String words) {
        if (!words.matches("[A-Za-z0-9_. ]+")) {
            throw new IllegalArgumentException("`" + words + "` is not a word of SQL");
        }
        return plus(new Part(words, false));
    }

    public SqlText and(@CompileTimeConstant final String code) {
        return plus(new Part(code, false));
    }

    public SqlText and(SqlText more) {
        var all = new ArrayList<>(parts);
        all.addAll(more.parts);
        return new SqlText(List.copyOf(all));
    }

    /** A quoted identifier. */
    public SqlText name(String identifier) {
        if (identifier.isEmpty() || identifier.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("an SQL name is neither empty nor holds a NUL");
        }
        return plus(new Part("`" + identifier.replace("`", "``") + "`", false));
    }

    /** A quoted string. Only one that {@link #hasEscapes has escapes} is read otherwise with NO_BACKSLASH_ESCAPES. */
    public SqlText text(String value) {
        return plus(Part.value(value, false));
    }

    public SqlText text(TextValue value) {
        return plus(Part.value(value.text(), value.secret()));
    }

    public SqlText secret(Secret value) {
        return plus(Part.value(value.reveal(), true));
    }

    public SqlText number(long value) {
        return plus(new Part(Long.toString(value), false));
    }

    /** An account: {@code 'user'@'host'}. */
    public SqlText account(String user, String host) {
        return text(user).and("@").text(host);
    }

    /** Several texts with commas between them. */
    public static SqlText list(Collection<SqlText> items) {
        var all = new ArrayList<Part>();
        for (SqlText item : items) {
            if (!all.isEmpty()) {
                all.add(new Part(", ", false));
            }
            all.addAll(item.parts);
        }
        return new SqlText(List.copyOf(all));
    }

    private SqlText plus(Part part) {
        var all = new ArrayList<>(parts);
        all.add(part);
        return new SqlText(List.copyOf(all));
    }

    private static String quote(String value) {
        var quoted = new StringBuilder("'");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\'' -> quoted.append("''");
                case '\\' -> quoted.append("\\\\");
                case '\0' -> quoted.append("\\0");
                default -> quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    /** The user wrote a part of it, for the server's own SQL mode. */
    public boolean hasUserCode() {
        return parts.stream().anyMatch(part -> part.kind() == Kind.USERS);
    }

    /** A value in it is quoted with backslashes. */
    boolean hasEscapes() {
        return parts.stream().anyMatch(part -> part.kind() == Kind.ESCAPED);
    }

    public boolean holdsSecret() {
        return parts.stream().anyMatch(Part::secret);
    }

    /** The real text, secrets included. Never log it. */
    public String reveal() {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        return text.toString();
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        parts.forEach(part -> text.append(part.secret() ? "'[secret]'" : part.text()));
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SqlText that && reveal().equals(that.reveal());
    }

    @Override
    public int hashCode() {
        return reveal().hashCode();
    }
}
