package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How long tasks took, from the first host's begin to the last one's end. */
final class SlowestTasks {
    private static final int MOST = 3;
    private static final long SHORTEST = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final List<Took> all = new ArrayList<>();

    private static final class Took {
        final Event.TaskName task;
        final long start;
        long end;

        Took(Event.TaskName task, long now) {
            this.task = task;
            this.start = now;
            this.end = now;
        }

        long time() {
            return end - start;
        }
    }

    SlowestTasks(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void started(Event.TaskName task) {
        all.add(new Took(task, nanoTime.getAsLong()));
    }

    void finished(Event.TaskName task) {
        for (Took took : all.reversed()) {
            if (took.task.place().equals(task.place())) {
                took.end = nanoTime.getAsLong();
                return;
            }
        }
    }

    /** The slowest of those that took a second or more. */
    Optional<String> line() {
        List<String> slowest = all.stream()
                .filter(took -> took.time() >= SHORTEST)
                .sorted(Comparator.comparingLong(Took::time).reversed())
                .limit(MOST)
                .map(took -> TerminalText.of(took.task.title()) + " " + Quantity.time(took.time()))
                .toList();
        return slowest.isEmpty() ? Optional.empty() : Optional.of("slowest: " + String.join(", ", slowest));
    }
}
