package com.foobar.deploy.engine;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.UnansweredException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of a host as one user sees it. After a change the answers that it can have touched are dropped; in a
 * plan, where nothing is changed, they are kept, and the host's {@link PlannedEffects} lie over them.
 */
final class AnswerBook implements Answers {
    private final Map<Question<?>, Object> answers;
    private final PlannedEffects effects;

    AnswerBook(PlannedEffects effects) {
        this(new ConcurrentHashMap<>(), effects);
    }

    private AnswerBook(Map<Question<?>, Object> answers, PlannedEffects effects) {
        this.answers = answers;
        this.effects = effects;
    }

    /** The same book without what a plan expects: for a task that really changes the host. */
    AnswerBook asOnHost() {
        return new AnswerBook(answers, new PlannedEffects());
    }

    @Override
    @SuppressWarnings("unchecked") // put by store with the question's own answer type
    public <A> A to(Question<A> question) {
        Object read = answers.get(question);
        Object known = effects.over(question, read);
        if (known == null) {
            throw new UnansweredException(Set.of(question));
        }
        return (A) known;
    }

    boolean knows(Question<?> question) {
        return answers.containsKey(question) || effects.over(question, null) != null;
    }

    /** Keeps answers read from the host. */
    void store(Map<? extends Question<?>, ?> read) {
        answers.putAll(read);
    }

    /** Drops what a change may have made stale. */
    void drop(Touched touched) {
        answers.keySet().removeIf(question -> question.staleAfter(touched));
    }

    /** Drops what a change on another host may have made stale. */
    void dropNetwork() {
        answers.keySet().removeIf(question -> question.topic().network());
    }

    void forget(Set<Question<?>> questions) {
        answers.keySet().removeAll(questions);
    }

    /** Why the answer to a question cannot be relied on in a plan. */
    Optional<String> doubtOf(Question<?> question) {
        return effects.doubtOf(question, answers.get(question));
    }

    /** These answers, remembering which were used. */
    Recording recording() {
        return new Recording();
    }

    /** Remembers the questions a decision was made from. */
    final class Recording implements Answers {
        private final Set<Question<?>> used = new LinkedHashSet<>();

        @Override
        public <A> A to(Question<A> question) {
            used.add(question);
            return AnswerBook.this.to(question);
        }

        Set<Question<?>> used() {
            return used;
        }

        Optional<String> doubt() {
            return used.stream()
                    .map(AnswerBook.this::doubtOf)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }
}
