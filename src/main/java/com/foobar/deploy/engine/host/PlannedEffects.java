package com.foobar.deploy.engine.host;

import com.foobar.deploy.state.Derivation;
import com.foobar.deploy.state.Doubted;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.UnansweredException;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
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
public final class PlannedEffects {
    /** @param answer null where it is the host's own from then on */
    private record Assumed(@Nullable Object answer, int time) {}

    private static final Assumed NOTHING = new Assumed(null, 0);

    private record Derived(Derivation derivation, int time) {}

    private record Doubt(Doubted doubted, String reason, int time) {}

    private final Map<Question<?>, Assumed> assumptions = new ConcurrentHashMap<>();
    private final List<Derived> derivations = new CopyOnWriteArrayList<>();
    private final List<Doubt> doubts = new CopyOnWriteArrayList<>();
    private final PlannedLinks links;
    private final Places places;
    private int clock;

    PlannedEffects(Places places) {
        this.places = places;
        this.links = new PlannedLinks(places);
    }

    /** Takes a change as made. What it predicts itself is not doubted for it. */
    public synchronized void add(HostChange change, Doubted doubted, String reason) {
        doubts.add(new Doubt(doubted, reason, ++clock));
        otherNames(change.touched(), reason);
        change.predict(new Noted(++clock));
    }

    /**
     * A file may have names that no link shows, by hard links and mounts. Some changes are seen by these, others make a new file
     * and are not.
     */
    private void otherNames(Touched touched, String reason) {
        for (String path : touched.paths()) {
            String name = links.resolve(path.endsWith("/.") ? path.substring(0, path.length() - 2) : path, false, true);
            FileState before = places.state(name);
            if (before != null && before.exists()) {
                Doubted same = (question, answer) -> question instanceof FileQuestion asked
                        && !asked.path().equals(name)
                        && answer instanceof FileState state
                        && state.sameFile(before);
                doubts.add(new Doubt(same, reason, clock));
            }
        }
    }

    /** A change that was really made: what it says of itself is then the host's own answer. */
    public synchronized void made(HostChange change) {
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
                assumptions.put(question, new Assumed(null, now));
                assumptions.put(links.canonical(question), new Assumed(null, now));
                if (question instanceof FileQuestion file) {
                    links.note(file.path(), FileState.MISSING);
                }
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
            Question<A> canonical = links.canonical(question);
            assumptions.put(question, new Assumed(answer, time));
            assumptions.put(canonical, new Assumed(answer, time));
            if (question instanceof FileQuestion file && !file.follow() && answer instanceof FileState state) {
                links.note(file.path(), state);
            }
        }

        @Override
        public void derive(Derivation derivation) {
            derivations.add(new Derived(derivation, time));
        }
    }

    /** The question to ask on the host: through planned links the answer is that of another path. */
    <A> Question<A> led(Question<A> question) {
        return links.led(question);
    }

    /** What is then expected, given what was read; null where nothing is known. */
    @Nullable
    Object over(Question<?> question, @Nullable Object read) {
        if (doubts.isEmpty()) {
            return read;
        }
        Question<?> canonical = links.canonical(question);
        Assumed assumed = assumption(question, canonical);
        Object known = assumed.answer() == null ? read : assumed.answer();
        return known == null ? null : derived(question, canonical, known, assumed.time(), Integer.MAX_VALUE);
    }

    /** Where a link leads that a plan has made, or whose target is planned. */
    String target(String path, String target) {
        return links.resolve(PlannedLinks.joined(links.resolve(path, false, true), target), true, true);
    }

    private Assumed assumption(Question<?> question, Question<?> canonical) {
        Assumed one = assumptions.getOrDefault(question, NOTHING);
        Assumed other = assumptions.getOrDefault(canonical, NOTHING);
        return one.time() >= other.time() ? one : other;
    }

    /** What was known at one time, with what followed until another. */
    private Object derived(Question<?> question, Question<?> canonical, Object known, int since, int until) {
        Object then = known;
        for (Derived derived : derivations) {
            if (derived.time() > since && derived.time() < until) {
                then = derived.derivation().answer(question, then);
                then = canonical.equals(question) ? then : derived.derivation().answer(canonical, then);
            }
        }
        return then;
    }

    /** Why the answer to a question cannot be relied on. */
    Optional<String> doubtOf(Question<?> question, @Nullable Object read) {
        return reason(question, read, (doubted, one, then) -> doubted.concerns(one, then));
    }

    /** Why what is missing now may be there: the last change that says so itself, or one that may bring it. */
    Optional<String> broughtBy(Question<?> question, @Nullable Object read) {
        Assumed assumed = assumption(question, links.canonical(question));
        return doubts.stream()
                .filter(doubt -> assumed.answer() != null && doubt.time() < assumed.time())
                .reduce((_, last) -> last)
                .map(Doubt::reason)
                .or(() -> reason(
                        question, read, (doubted, one, then) -> doubted.mayBring(one) || doubted.concerns(one, then)));
    }

    /** Doubts what a task may change that the plan cannot decide on. */
    public synchronized void doubt(Doubted doubted, String reason) {
        doubts.add(new Doubt(doubted, reason, ++clock));
    }

    /** True if a planned change may bring what is missing now. */
    boolean mayBring(Question<?> question, @Nullable Object read) {
        return reason(question, read, (doubted, one, then) -> doubted.mayBring(one) || doubted.concerns(one, then))
                .isPresent();
    }

    /** Whether a change concerns a question. */
    private interface Concern {
        boolean holds(Doubted doubted, Question<?> question, @Nullable Object then);
    }

    private Optional<String> reason(Question<?> question, @Nullable Object read, Concern concern) {
        if (doubts.isEmpty()) {
            return Optional.empty();
        }
        Question<?> canonical = links.canonical(question);
        Assumed assumed = assumption(question, canonical);
        int since = assumed.time();
        Object known = assumed.answer() == null ? read : assumed.answer();
        for (Doubt doubt : doubts) {
            if (doubt.time() <= since) {
                continue;
            }
            Object then = known == null ? null : derived(question, canonical, known, since, doubt.time());
            boolean concerned =
                    concern.holds(doubt.doubted(), question, then) || concern.holds(doubt.doubted(), canonical, then);
            if (concerned && !derivedAfter(question, canonical, then, doubt.time())) {
                return Optional.of(doubt.reason());
            }
        }
        return Optional.empty();
    }

    /** True if what was doubted was then predicted, by the same change or a later one. */
    private boolean derivedAfter(Question<?> question, Question<?> canonical, @Nullable Object then, int time) {
        if (then == null) {
            return false;
        }
        return derivations.stream()
                .filter(derived -> derived.time() > time && derived.derivation().settles(canonical))
                .map(Derived::derivation)
                .anyMatch(derivation ->
                        derivation.answer(question, then) != then || derivation.answer(canonical, then) != then);
    }

    public boolean isEmpty() {
        return doubts.isEmpty();
    }
}
