package com.foobar.deploy.state;

/** The answers a decision is made from. */
public interface Answers {
    /**
     * The answer to a question.
     *
     * @throws UnansweredException where it was not asked yet: the engine catches it, asks, and decides again, so a
     *     module may ask what it only knows from another answer
     */
    <A> A to(Question<A> question);
}
