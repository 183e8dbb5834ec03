package com.foobar.deploy.state;

/** The answers of a plan, where changes leave their predicted effect. */
public interface Predictions extends Answers {
    /** From now on the plan takes this as the answer. */
    <A> void assume(Question<A> question, A answer);

    /** From now on the plan takes as answer what follows from the host's own. */
    default void derive(Derivation derivation) {}
}
