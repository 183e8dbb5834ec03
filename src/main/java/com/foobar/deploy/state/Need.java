package com.foobar.deploy.state;

import java.util.function.Predicate;

/**
 * What a change cannot be made without. A plan asks for it, so that it does not promise what then fails.
 *
 * @param holds whether the answer will do
 * @param otherwise the message of the failure
 */
public record Need<A>(Question<A> question, Predicate<A> holds, String otherwise) {
    public boolean isMet(Answers answers) {
        return holds.test(answers.to(question));
    }
}
