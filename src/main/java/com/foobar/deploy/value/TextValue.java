package com.foobar.deploy.value;

import com.foobar.deploy.diagnostic.Place;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text. One that the user wrote in a file or on the command line is trusted: it may be evaluated as an expression, and
 * may hold a template, which is evaluated when the value is used. What was made of trusted texts alone is trusted, too.
 * Every other text is data and is never evaluated: what a host says, a fact, the content of a file, what a lookup finds.
 * Data is the default, so that a path that forgets to say where its text comes from is safe.
 *
 * <p>Equality looks at the text only: neither the place nor trust nor the mark as a secret make two texts differ.
 */
public final class TextValue implements Value {
    private static final String MASK = "[secret]";

    /** What may be done with the text. */
    private enum Origin {
        /** From outside: never evaluated. */
        DATA,
        /** Trusted, without template marks that count. */
        TRUSTED,
        /** Trusted, with template marks: evaluated whenever it is used. */
        TEMPLATE
    }

    private final String text;
    private final Origin origin;
    private final boolean secret;
    private final @Nullable Place place;

    private TextValue(String text, Origin origin, boolean secret, @Nullable Place place) {
        this.text = Objects.requireNonNull(text);
        this.origin = origin;
        this.secret = secret;
        this.place = place;
    }

    /** A text from outside. */
    public static TextValue plain(String text) {
        return new TextValue(text, Origin.DATA, false, null);
    }

    /** A secret from outside. */
    public static TextValue secret(String text) {
        return new TextValue(text, Origin.DATA, true, null);
    }

    /** A text made from trusted ones, or by the tool itself; marks of templates in it mean nothing. */
    public static TextValue trusted(String text) {
        return new TextValue(text, Origin.TRUSTED, false, null);
    }

    /** A name of the inventory: trusted where it is made of letters, digits, dots, dashes and underlines alone. */
    public static TextValue name(String text) {
        boolean plain =
                text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '_');
        return plain ? trusted(text) : plain(text);
    }

    /** A text written by the user, which is a template where it holds template marks. */
    public static TextValue written(String text, Place place) {
        boolean marks = text.indexOf('{') >= 0 && (text.contains("{{") || text.contains("{%") || text.contains("{#"));
        return new TextValue(text, marks ? Origin.TEMPLATE : Origin.TRUSTED, false, place);
    }

    public TextValue withSecret() {
        return secret ? this : new TextValue(text, origin, true, place);
    }

    /** The same text, for a reader who knows that all of it was made from trusted texts. */
    public TextValue withTrust() {
        return origin == Origin.DATA ? new TextValue(text, Origin.TRUSTED, secret, place) : this;
    }

    /** The same text as data: from now on it is never evaluated. */
    public TextValue asData() {
        return origin == Origin.DATA ? this : new TextValue(text, Origin.DATA, secret, place);
    }

    /** The same text with its template marks taken as they are. */
    public TextValue withoutTemplate() {
        return origin == Origin.TEMPLATE ? new TextValue(text, Origin.TRUSTED, secret, place) : this;
    }

    /** Another text that was made of this one alone. */
    public TextValue withText(String made) {
        return new TextValue(made, origin == Origin.TEMPLATE ? Origin.TRUSTED : origin, secret, null);
    }

    public TextValue withPlace(Place where) {
        return new TextValue(text, origin, secret, where);
    }

    /** The text itself, even of a secret: never print what this returns without asking {@link #secret()}. */
    public String text() {
        return text;
    }

    public boolean template() {
        return origin == Origin.TEMPLATE;
    }

    /** True if the text may be evaluated as an expression. */
    public boolean trusted() {
        return origin != Origin.DATA;
    }

    public boolean secret() {
        return secret;
    }

    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TextValue that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return secret ? MASK : text;
    }
}
