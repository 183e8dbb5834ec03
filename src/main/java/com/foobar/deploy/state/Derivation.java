package com.foobar.deploy.state;

import java.util.function.BiFunction;

/** What a host will say once a change is made, given what it says now: a package brings its unit. */
@FunctionalInterface
public interface Derivation {
    /**
     * @param now the answer before the change
     * @return the answer after it; {@code now} itself where the change has nothing to do with the question
     */
    Object answer(Question<?> question, Object now);

    /** For the questions of one class. */
    @SuppressWarnings("unchecked") // an answer is of its question's type, by the contract of Question
    static <A, Q extends Question<A>> Derivation of(Class<Q> type, BiFunction<Q, A, A> after) {
        return (question, now) -> type.isInstance(question) ? after.apply(type.cast(question), (A) now) : now;
    }
}
