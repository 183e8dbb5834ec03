package com.foobar.deploy.value;

import java.util.Locale;
import java.util.Optional;

/** The words that Ansible takes for booleans in keywords, arguments and variables of the environment. */
public final class BooleanWords {
    private BooleanWords() {}

    /** Whatever the case, and with space around it; empty for another word. The filter {@code bool} knows fewer words. */
    public static Optional<Boolean> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1", "y", "t", "1.0" -> Optional.of(true);
            case "false", "no", "off", "0", "n", "f", "0.0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
