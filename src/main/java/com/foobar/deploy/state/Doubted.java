package com.foobar.deploy.state;

import org.jspecify.annotations.Nullable;

/**
 * Which answers a plan can no longer rely on after a change that it did not make, and whose effect on them it cannot
 * tell. What a change predicts of itself is never doubted for it.
 */
@FunctionalInterface
public interface Doubted {
    Doubted NOTHING = (_, _) -> false;

    /** @param answer what the host says now; null where it was not asked yet */
    boolean concerns(Question<?> question, @Nullable Object answer);

    /** True if something that is missing now may be there after the change. */
    default boolean mayBring(Question<?> question) {
        return concerns(question, null);
    }

    default Doubted or(Doubted other) {
        return (question, answer) -> concerns(question, answer) || other.concerns(question, answer);
    }

    /** No single thing of this area: the change says itself what becomes of it. */
    default Doubted except(Topic topic) {
        return (question, answer) -> (question.topic() != topic || question.listsAll()) && concerns(question, answer);
    }
}
