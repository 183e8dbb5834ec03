package com.foobar.deploy.connection;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps that were sent to a worker and are not answered, in order. The first is watched, once the worker runs: those
 * after it wait for it. Guarded by the worker's lock.
 */
final class PendingSteps {
    /** Told which step took longer than it may. */
    interface Late {
        void tookTooLong(long sequence, Duration bound);
    }

    private final Map<Long, PendingStep> steps = new LinkedHashMap<>();
    private final Watchdog watchdog;
    private final Late late;
    private boolean watching;
    private long last;

    PendingSteps(Watchdog watchdog, Late late) {
        this.watchdog = watchdog;
        this.late = late;
    }

    /** @return its number; the first step of a worker is 1 */
    long add(PendingStep step) {
        last++;
        steps.put(last, step);
        if (steps.size() == 1) {
            watchFirst();
        }
        return last;
    }

    /** The worker runs: from now on what it does takes time of the steps. */
    void begin() {
        watching = true;
        watchFirst();
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    @Nullable
    PendingStep get(long sequence) {
        return steps.get(sequence);
    }

    /** The number of the step that runs, or 0. */
    long first() {
        return steps.isEmpty() ? 0 : steps.keySet().iterator().next();
    }

    void answered(long sequence) {
        steps.remove(sequence);
        watchFirst();
    }

    /** Takes one out without watching the next. */
    @Nullable
    PendingStep giveUp(long sequence) {
        return steps.remove(sequence);
    }

    List<PendingStep> giveUpAll() {
        List<PendingStep> all = List.copyOf(steps.values());
        steps.clear();
        watchdog.rest();
        return all;
    }

    private void watchFirst() {
        if (!watching) {
            return;
        }
        if (steps.isEmpty()) {
            watchdog.rest();
            return;
        }
        Map.Entry<Long, PendingStep> first = steps.entrySet().iterator().next();
        Duration bound = first.getValue().step.bound();
        watchdog.watch(bound, () -> late.tookTooLong(first.getKey(), bound));
    }
}
