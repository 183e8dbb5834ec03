package com.foobar.deploy.engine;

import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.Doubted;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.UnansweredException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What the changes of a plan would leave on a host, in their order: answers that are then expected, answers that follow
 * from the host's own, and doubts about the rest. Every user of the host sees the same effects.
 */
final class PlannedEffects {
    /** @param answer null where it is the host's own from then on */
    private record Assumed(@Nullable Object answer, int time) {}

    private record Derived(Derivation derivation, int time) {}

    private record Doubt(Doubted doubted, String reason, int time) {}

    private final Map<Question<?>, Assumed> assumptions = new ConcurrentHashMap<>();
    private final List<Derived> derivations = new CopyOnWriteArrayList<>();
    private final List<Doubt> doubts = new CopyOnWriteArrayList<>();
    private int clock;

    /** Takes a change as made. What it predicts itself is not doubted for it. */
    synchronized void add(HostChange change, Doubted doubted, String reason) {
        doubts.add(new Doubt(doubted, reason, ++clock));
        change.predict(new Noted(++clock));
    }

    /** A change that was really made: what it says of itself is then the host's own answer. */
    synchronized void made(HostChange change) {
        if (assumptions.isEmpty()) {
            return;
        }
        int now = ++clock;
        change.predict(new Predictions() {
            @Override
            public <A> A to(Question<A> question) {
                throw new UnansweredException(Set.of(question));
            }

            @Override
            public <A> void assume(Question<A> question, A answer) {
                assumptions.computeIfPresent(question, (_, _) -> new Assumed(null, now));
            }
        });
    }

    private final class Noted implements Predictions {
        private final int time;

        Noted(int time) {
            this.time = time;
        }

        @Override
        public <A> A to(Question<A> question) {
            throw new UnansweredException(Set.of(question));
        }

        @Override
        public <A> void assume(Question<A> question, A answer) {
            assumptions.put(question, new Assumed(answer, time));
        }

        @Override
        public void derive(Derivation derivation) {
            derivations.add(new Derived(derivation, time));
        }
    }

    /** What is then expected, given what was read; null where nothing is known. */
    @Nullable
    Object over(Question<?> question, @Nullable Object read) {
        Assumed assumed = assumptions.get(question);
        Object known = assumed == null || assumed.answer() == null ? read : assumed.answer();
        int since = assumed == null ? 0 : assumed.time();
        if (known == null) {
            return null;
        }
        for (Derived derived : derivations) {
            if (derived.time() > since) {
                known = derived.derivation().answer(question, known);
            }
        }
        return known;
    }

    /** Why the answer to a question cannot be relied on. */
    Optional<String> doubtOf(Question<?> question, @Nullable Object read) {
        if (doubts.isEmpty()) {
            return Optional.empty();
        }
        Assumed assumed = assumptions.get(question);
        int since = assumed == null ? 0 : assumed.time();
        Object known = assumed == null || assumed.answer() == null ? read : assumed.answer();
        for (Doubt doubt : doubts) {
            if (doubt.time() <= since) {
                continue;
            }
            Object then = upTo(question, known, since, doubt.time());
            if (doubt.doubted().concerns(question, then) && !derivedAfter(question, then, doubt.time())) {
                return Optional.of(doubt.reason());
            }
        }
        return Optional.empty();
    }

    private @Nullable Object upTo(Question<?> question, @Nullable Object known, int since, int until) {
        Object then = known;
        for (Derived derived : derivations) {
            if (then != null && derived.time() > since && derived.time() < until) {
                then = derived.derivation().answer(question, then);
            }
        }
        return then;
    }

    /** True if what was doubted was then predicted, by the same change or a later one. */
    private boolean derivedAfter(Question<?> question, @Nullable Object then, int time) {
        if (then == null) {
            return false;
        }
        for (Derived derived : derivations) {
            if (derived.time() > time && derived.derivation().answer(question, then) != then) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return doubts.isEmpty();
    }
}
