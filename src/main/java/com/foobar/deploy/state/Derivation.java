package com.foobar.deploy.state;

import java.util.function.BiFunction;
import java.util.function.Predicate;

/** What a host will say once a change is made, given what it says now: a package brings its unit. */
@FunctionalInterface
public interface Derivation {
    /**
     * @param now the answer before the change
     * @return the answer after it; {@code now} itself where the change has nothing to do with the question
     */
    Object answer(Question<?> question, Object now);

    /** False where the answer holds less than the question asks for: what was doubted of it stays doubted. */
    default boolean settles(Question<?> question) {
        return true;
    }

    /** This one, which settles only some questions. */
    default Derivation settling(Predicate<Question<?>> settled) {
        Derivation all = this;
        return new Derivation() {
            @Override
            public Object answer(Question<?> question, Object now) {
                return all.answer(question, now);
            }

            @Override
            public boolean settles(Question<?> question) {
                return settled.test(question);
            }
        };
    }

    /** For the questions of one class. */
    @SuppressWarnings("unchecked") // an answer is of its question's type, by the contract of Question
    static <A, Q extends Question<A>> Derivation of(Class<Q> type, BiFunction<Q, A, A> after) {
        return (question, now) -> type.isInstance(question) ? after.apply(type.cast(question), (A) now) : now;
    }
}
