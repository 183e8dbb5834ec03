package com.foobar.deploy.record;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.run.RunOptions;
import java.util.ArrayList;
import java.util.List;

/** Collects what a plan says of each task on each host, as its events come. */
public final class PlanEntries implements Event.Sink {
    private final PlanKey key;
    private final List<PlanEntry> entries = new ArrayList<>();

    public PlanEntries(RunOptions options) {
        this.key = PlanKey.of(options.home());
    }

    @Override
    public synchronized void accept(Event event) {
        if (event instanceof Event.TaskFinished finished) {
            entries.add(PlanEntry.of(finished, key));
        }
    }

    /** In one order, whichever host was faster. */
    synchronized List<PlanEntry> sorted() {
        return entries.stream()
                .sorted(java.util.Comparator.comparing(PlanEntry::host))
                .toList();
    }
}
