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

    /** No single thing of this area: the change says itself what becomes of it. */
    default Doubted except(Topic topic) {
        Doubted all = this;
        return new Doubted() {
            @Override
            public boolean concerns(Question<?> question, @Nullable Object answer) {
                return isLeft(question) && all.concerns(question, answer);
            }

            @Override
            public boolean mayBring(Question<?> question) {
                return isLeft(question) && all.mayBring(question);
            }

            private boolean isLeft(Question<?> question) {
                return question.topic() != topic || question.listsAll();
            }
        };
    }
}
