package com.foobar.deploy.lint;

import com.foobar.deploy.diagnostic.Place;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something that a rule found.
 *
 * @param rule the rule's id
 * @param message one sentence without a full stop; never holds a secret
 */
public record Finding(String rule, Place place, String message, Optional<Fix> fix) {
    public static final Comparator<Finding> ORDER = Comparator.comparing(
                    (Finding finding) -> finding.place().file())
            .thenComparingInt(finding -> finding.place().line())
            .thenComparingInt(finding -> finding.place().column())
            .thenComparing(Finding::rule);

    /** A change of the file that settles a finding without changing what the playbook does. */
    public sealed interface Fix {
        /**
         * Replaces a piece of the finding's line.
         *
         * @param column where it starts, counted from 1
         */
        record Replace(int column, String old, String replacement) implements Fix {}
    }

    public static Finding of(String rule, Place place, String message) {
        return new Finding(rule, place, message, Optional.empty());
    }

    public Finding fixedBy(Fix way) {
        return new Finding(rule, place, message, Optional.of(way));
    }

    @Override
    public String toString() {
        return "%s: %s (%s%s)".formatted(place, message, rule, fix.isPresent() ? ", can be fixed" : "");
    }
}
