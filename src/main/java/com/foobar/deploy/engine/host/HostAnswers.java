package com.foobar.deploy.engine.host;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Touched;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is known of a host by its answers, and what changes have made of that. Thread-safe. */
public final class HostAnswers {
    private final Map<String, AnswerBook> books = new ConcurrentHashMap<>();
    private final Places places = new Places();
    private final PlannedEffects effects = new PlannedEffects(places);
    private volatile boolean changed;
    private volatile long changedAt;

    public AnswerBook book(String becomeKey) {
        return books.computeIfAbsent(becomeKey, _ -> new AnswerBook(effects, places));
    }

    public void drop(Touched touched) {
        changedAt = System.nanoTime();
        changed = true;
        StaleAnswers stale = places.after(touched);
        books.values().forEach(book -> book.drop(stale));
    }

    public void dropNetwork() {
        books.values().forEach(AnswerBook::dropNetwork);
    }

    public void forget(Set<Question<?>> questions) {
        books.values().forEach(book -> book.forget(questions));
    }

    /** In a plan: what the changes so far would leave. */
    public PlannedEffects effects() {
        return effects;
    }

    /** Something was changed on this host in this run. */
    public boolean changed() {
        return changed;
    }

    /** Something was changed on this host not longer ago than this. */
    public boolean changedWithin(Duration time) {
        return changed && System.nanoTime() - changedAt < time.toNanos();
    }

    /** All of it is to be read again. */
    void clear() {
        books.clear();
    }
}
