package com.foobar.deploy.value;

import com.foobar.deploy.diagnostic.Place;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text. One that the user wrote in a file or on the command line may hold a template, which is evaluated when the
 * value is used; one that came from a host or out of an expression never is (what a host says is data).
 *
 * <p>Equality looks at the text only: neither the place nor the mark as a secret make two texts differ.
 */
public final class TextValue implements Value {
    private static final String MASK = "[secret]";

    private final String text;
    private final boolean template;
    private final boolean secret;
    private final @Nullable Place place;

    private TextValue(String text, boolean template, boolean secret, @Nullable Place place) {
        this.text = Objects.requireNonNull(text);
        this.template = template;
        this.secret = secret;
        this.place = place;
    }

    public static TextValue plain(String text) {
        return new TextValue(text, false, false, null);
    }

    public static TextValue secret(String text) {
        return new TextValue(text, false, true, null);
    }

    /** A text written by the user, which is a template where it holds template marks. */
    public static TextValue written(String text, Place place) {
        boolean marks = text.contains("{{") || text.contains("{%") || text.contains("{#");
        return new TextValue(text, marks, false, place);
    }

    public TextValue withSecret() {
        return secret ? this : new TextValue(text, template, true, place);
    }

    /** The same text, to be taken as it is. */
    public TextValue withoutTemplate() {
        return template ? new TextValue(text, false, secret, place) : this;
    }

    public TextValue withPlace(Place where) {
        return new TextValue(text, template, secret, where);
    }

    /** The text itself, even of a secret: never print what this returns without asking {@link #secret()}. */
    public String text() {
        return text;
    }

    public boolean template() {
        return template;
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
