package com.foobar.deploy.module;

import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Question;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers written down in a test. A question that has none fails the test and is named. */
public final class FixedAnswers implements Predictions {
    private final Map<Question<?>, Object> answers = new LinkedHashMap<>();
    private final Map<Question<?>, Object> assumed = new LinkedHashMap<>();

    public static FixedAnswers none() {
        return new FixedAnswers();
    }

    /** Adds an answer. */
    public <A> FixedAnswers with(Question<A> question, A answer) {
        answers.put(question, answer);
        return this;
    }

    FixedAnswers withUntyped(Question<?> question, Object answer) {
        answers.put(question, answer);
        return this;
    }

    @Override
    @SuppressWarnings("unchecked") // the question's type parameter is its answer's type
    public <A> A to(Question<A> question) {
        Object answer = answers.get(question);
        if (answer == null) {
            throw new AssertionError("no answer is given to the question\n  " + question + "\nbut only to\n  "
                    + String.join(
                            "\n  ",
                            answers.keySet().stream().map(Object::toString).toList()));
        }
        return (A) answer;
    }

    @Override
    public <A> void assume(Question<A> question, A answer) {
        assumed.put(question, answer);
    }

    /** What was assumed about a question; null if nothing. */
    public @Nullable Object assumed(Question<?> question) {
        return assumed.get(question);
    }

    public Map<Question<?>, Object> assumptions() {
        return assumed;
    }
}
