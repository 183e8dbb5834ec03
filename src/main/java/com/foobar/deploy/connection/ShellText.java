package com.foobar.deploy.connection;

import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.TextValue;
import com.google.errorprone.annotations.CompileTimeConstant;
import java.util.ArrayList;
import java.util.List;

/**
 * POSIX shell text, built from literals of our own source and quoted words only, so that no value can become code.
 * {@link #toString()} masks secrets; {@link #reveal()} is what is sent. Immutable.
 */
public final class ShellText {
    private record Part(String text, boolean secret) {}

    public static final ShellText EMPTY = new ShellText(List.of());

    private final List<Part> parts;

    private ShellText(List<Part> parts) {
        this.parts = parts;
    }

    /** Text of our own source, taken as code. */
    public static ShellText lit(@CompileTimeConstant final String code) {
        return new ShellText(List.of(new Part(code, false)));
    }

    /** Shell code that the user wrote (the shell module, a script): taken as it is. */
    public static ShellText userCode(String code) {
        return new ShellText(List.of(new Part(code, false)));
    }

    /** Shell code that the user wrote and that may hold a secret. */
    public static ShellText userCode(TextValue code) {
        return new ShellText(List.of(new Part(code.text(), code.secret())));
    }

    /** One quoted word. */
    public static ShellText word(String value) {
        return new ShellText(List.of(new Part(quote(value), false)));
    }

    /** Appends code of our own source. */
    public ShellText and(@CompileTimeConstant final String code) {
        return plus(new Part(code, false));
    }

    /** Appends a blank and a quoted word. */
    public ShellText arg(String value) {
        return plus(new Part(" " + quote(value), false));
    }

    /** Appends a blank and a quoted word for each value. */
    public ShellText args(Iterable<String> values) {
        var all = new ArrayList<>(parts);
        values.forEach(value -> all.add(new Part(" " + quote(value), false)));
        return new ShellText(List.copyOf(all));
    }

    /** Appends a blank and a number. */
    public ShellText arg(long number) {
        return plus(new Part(" " + number, false));
    }

    /** Appends a blank and a quoted secret. Only for builtins: another program's arguments are seen by all users. */
    public ShellText secretArg(Secret secret) {
        return plus(new Part(" " + quote(secret.reveal()), true));
    }

    /** Appends a quoted word without a blank before it, as in {@code name='value'}. */
    public ShellText glue(String value) {
        return plus(new Part(quote(value), false));
    }

    public ShellText glueSecret(Secret secret) {
        return plus(new Part(quote(secret.reveal()), true));
    }

    /** Appends a blank and a quoted word, masked if the text is a secret. */
    public ShellText arg(TextValue value) {
        return plus(new Part(" " + quote(value.text()), value.secret()));
    }

    public ShellText and(ShellText more) {
        var all = new ArrayList<>(parts);
        all.addAll(more.parts);
        return new ShellText(List.copyOf(all));
    }

    private ShellText plus(Part part) {
        var all = new ArrayList<>(parts);
        all.add(part);
        return new ShellText(List.copyOf(all));
    }

    public boolean isEmpty() {
        return parts.isEmpty();
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
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return other instanceof ShellText that && reveal().equals(that.reveal());
    }

    @Override
    public int hashCode() {
        return reveal().hashCode();
    }

    /** Single quotes, POSIX 2.2.2; a word of harmless characters stays as it is, for legible logs. */
    static String quote(String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a shell word cannot hold a NUL byte");
        }
        if (!value.isEmpty() && value.chars().allMatch(ShellText::harmless)) {
            return value;
        }
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private static boolean harmless(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "/._-+:,@%".indexOf(c) >= 0;
    }
}
