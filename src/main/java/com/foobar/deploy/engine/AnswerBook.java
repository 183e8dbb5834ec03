package com.foobar.deploy.engine;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.UnansweredException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is known of a host as one user sees it. After a change the answers that it can have touched are dropped; in a
 * plan, where nothing is changed, they are kept and doubted instead.
 */
final class AnswerBook implements Predictions {
    /** An answer and when it became known; answers read from the host carry the time 0 in a plan. */
    private record Known(Object answer, int time) {}

    private record Doubt(Touched touched, String reason, int time) {}

    private final Map<Question<?>, Known> answers = new ConcurrentHashMap<>();
    private final List<Doubt> doubts = new CopyOnWriteArrayList<>();
    private final AtomicInteger clock = new AtomicInteger();

    @Override
    @SuppressWarnings("unchecked") // put by store and assume with the question's own answer type
    public <A> A to(Question<A> question) {
        Known known = answers.get(question);
        if (known == null) {
            throw new UnansweredException(Set.of(question));
        }
        return (A) known.answer();
    }

    boolean knows(Question<?> question) {
        return answers.containsKey(question);
    }

    /** Keeps answers read from the host. */
    void store(Map<? extends Question<?>, ?> read) {
        read.forEach((question, answer) -> answers.put(question, new Known(answer, 0)));
    }

    @Override
    public <A> void assume(Question<A> question, A answer) {
        answers.put(question, new Known(answer, clock.incrementAndGet()));
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

    /** In a plan: what these areas say from now on hangs on an earlier change that was not made. */
    void doubt(Touched touched, String reason) {
        doubts.add(new Doubt(touched, reason, clock.incrementAndGet()));
    }

    /** Why the answer to a question cannot be relied on in a plan. */
    Optional<String> doubtOf(Question<?> question) {
        Known known = answers.get(question);
        int since = known == null ? 0 : known.time();
        return doubts.stream()
                .filter(doubt -> doubt.time() > since && question.staleAfter(doubt.touched()))
                .map(Doubt::reason)
                .findFirst();
    }

    boolean hasDoubts() {
        return !doubts.isEmpty();
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
