package com.foobar.deploy.template;

import com.foobar.deploy.template.syntax.Expression;
import com.foobar.deploy.template.syntax.Expression.And;
import com.foobar.deploy.template.syntax.Expression.Braced;
import com.foobar.deploy.template.syntax.Expression.Not;
import com.foobar.deploy.template.syntax.Expression.Or;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The truth of conditions and of what they evaluate to. */
final class Conditions {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    private Conditions() {}

    /**
     * Python's truth, but that a text such as {@code no} or {@code False} counts as the boolean it spells: variables
     * given on the command line are texts.
     */
    static boolean holds(Value value) {
        return value instanceof TextValue text ? spelled(text).orElse(true) : Evaluator.truth(value);
    }

    private static Optional<Boolean> spelled(TextValue text) {
        String word = text.text().strip().toLowerCase(Locale.ROOT);
        return switch (word) {
            case "", "false", "no", "off", "0", "none" -> Optional.of(false);
            case "true", "yes", "on", "1" -> Optional.of(true);
            default -> NUMBER.matcher(word).matches() ? Optional.of(true) : Optional.empty();
        };
    }

    /** The truth of a bare expression. */
    static boolean holds(Expression condition, TemplateScope frame) {
        return switch (condition) {
            case Braced braced -> holdsRendered(Evaluator.evaluate(braced.inner(), frame), frame.evaluation());
            case And and when rendersPart(and) -> holds(and.left(), frame) && holds(and.right(), frame);
            case Or or when rendersPart(or) -> holds(or.left(), frame) || holds(or.right(), frame);
            case Not not when rendersPart(not) -> !holds(not.operand(), frame);
            default -> holds(Evaluator.evaluate(condition, frame));
        };
    }

    private static boolean rendersPart(Expression condition) {
        return switch (condition) {
            case Braced _ -> true;
            case And and -> rendersPart(and.left()) || rendersPart(and.right());
            case Or or -> rendersPart(or.left()) || rendersPart(or.right());
            case Not not -> rendersPart(not.operand());
            default -> false;
        };
    }

    /**
     * The truth of what a template in the place of a condition has given. As in Ansible a text is a condition again
     * ({@code when: "{{ condition_of_the_user }}"}), but only one that is the user's.
     */
    static boolean holdsRendered(Value value, Evaluation evaluation) {
        if (!(value instanceof TextValue text)) {
            return holds(value);
        }
        Optional<Boolean> word = spelled(text);
        if (word.isPresent()) {
            return word.get();
        }
        TrustedText.require(text);
        return evaluation.templates().holds(text, evaluation);
    }
}
