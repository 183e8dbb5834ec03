package com.foobar.deploy.engine.host;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.UnansweredException;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of a host as one user sees it. After a change the answers that it can have touched are dropped; in a
 * plan, where nothing is changed, they are kept, and the host's {@link PlannedEffects} lie over them.
 */
public final class AnswerBook implements Answers {
    private final Map<Question<?>, Object> answers;
    private final PlannedEffects effects;
    private final Places places;

    /** @param places shared by the books of a host */
    AnswerBook(PlannedEffects effects, Places places) {
        this(new ConcurrentHashMap<>(), effects, places);
    }

    private AnswerBook(Map<Question<?>, Object> answers, PlannedEffects effects, Places places) {
        this.answers = answers;
        this.effects = effects;
        this.places = places;
    }

    /** The same book without what a plan expects: for a task that really changes the host. */
    public AnswerBook asOnHost() {
        return new AnswerBook(answers, new PlannedEffects(places), places);
    }

    @Override
    public <A> A to(Question<A> question) {
        return to(question, 0);
    }

    @SuppressWarnings("unchecked") // put by store with the question's own answer type
    private <A> A to(Question<A> question, int links) {
        Question<A> asked = effects.led(question);
        Object known = effects.over(asked, answers.get(asked));
        if (known == null) {
            throw new UnansweredException(Set.of(asked));
        }
        return (A) (known instanceof FileState file ? leading(question, file, links) : known);
    }

    /**
     * In a plan, where a link leads is known only with what else is planned.
     *
     * @param links that have led here; those in a circle lead nowhere
     */
    private FileState leading(Question<?> question, FileState file, int links) {
        if (effects.isEmpty() || !file.isLink() || !(question instanceof FileQuestion asked) || asked.follow()) {
            return file;
        }
        String target = effects.target(asked.path(), file.linkTarget().orElse(""));
        if (links == PlannedLinks.MOST_LINKS) {
            return file.leadingNowhere();
        }
        FileState there = to(FileQuestion.attributes(target), links + 1);
        return there.exists() ? file.withRealPath(there.realPath().orElse(target)) : file.leadingNowhere();
    }

    public boolean knows(Question<?> question) {
        try {
            to(question);
            return true;
        } catch (UnansweredException _) {
            return false;
        }
    }

    /** Keeps answers read from the host. */
    public void store(Map<? extends Question<?>, ?> read) {
        places.learn(read);
        answers.putAll(read);
    }

    /** Drops what a change may have made stale. */
    void drop(StaleAnswers stale) {
        answers.entrySet().removeIf(entry -> stale.contains(entry.getKey(), entry.getValue()));
    }

    /** Drops what a change on another host may have made stale. */
    void dropNetwork() {
        answers.keySet().removeIf(question -> question.topic().network());
    }

    void forget(Set<Question<?>> questions) {
        answers.keySet().removeAll(questions);
    }

    /** Why the answer to a question cannot be relied on in a plan. */
    public Optional<String> doubtOf(Question<?> question) {
        Question<?> asked = effects.led(question);
        return effects.doubtOf(asked, answers.get(asked));
    }

    /** True if what is planned may bring what is missing now. */
    public boolean mayBeBrought(Question<?> question) {
        Question<?> asked = effects.led(question);
        return effects.mayBring(asked, answers.get(asked));
    }

    /** The name of the earlier task of the plan that may bring what is missing now. */
    public Optional<String> broughtBy(Question<?> question) {
        Question<?> asked = effects.led(question);
        return effects.broughtBy(asked, answers.get(asked));
    }

    /** These answers, remembering which were used. */
    public Recording recording() {
        return new Recording();
    }

    /** Remembers the questions a decision was made from. */
    public final class Recording implements Answers {
        private final Set<Question<?>> used = new LinkedHashSet<>();

        @Override
        public <A> A to(Question<A> question) {
            used.add(question);
            return AnswerBook.this.to(question);
        }

        public Set<Question<?>> used() {
            return used;
        }

        public Optional<String> doubt() {
            return used.stream()
                    .map(AnswerBook.this::doubtOf)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }
}
