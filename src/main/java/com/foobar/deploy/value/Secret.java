package com.foobar.deploy.value;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A password or key in the tool's own hands. It prints as a mask; only {@link #reveal()} gives the text. */
public final class Secret {
    private final String text;

    public Secret(String text) {
        this.text = Objects.requireNonNull(text);
    }

    /** For the one place that hands it on: a stream to a host, a login, a cipher. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "[secret]";
    }
}
