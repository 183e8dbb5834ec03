package com.foobar.deploy.state;

import java.util.Set;

/** Says which questions a decision still needs. Control flow between {@link Answers} and the engine: no stack trace. */
public final class UnansweredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Set<Question<?>> questions;

    public UnansweredException(Set<Question<?>> questions) {
        super("not asked yet", null, false, false);
        this.questions = Set.copyOf(questions);
    }

    public Set<Question<?>> questions() {
        return questions;
    }
}
