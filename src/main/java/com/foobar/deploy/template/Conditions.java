package com.foobar.deploy.template;

import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Locale;

/** The truth of what a condition evaluates to. */
final class Conditions {
    private Conditions() {}

    /**
     * Python's truth, but that a text such as {@code no} or {@code False} counts as the boolean it spells: variables
     * given on the command line are texts.
     */
    static boolean holds(Value value) {
        if (value instanceof TextValue text) {
            return switch (text.text().strip().toLowerCase(Locale.ROOT)) {
                case "", "false", "no", "off", "0", "none" -> false;
                default -> true;
            };
        }
        return Evaluator.truth(value);
    }
}
