package com.foobar.deploy.engine.host;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.Worker;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Handlers that are due, as the host itself keeps them: noted before the change is made, so that they outlive a controller
 * that is killed, and known to every controller. A note is root's as soon as the run has been root on the host, since
 * everybody who manages it can become that; until then it is that of the user who makes the change. The notes of each user
 * are read when the run first is that user. What a host says is only compared with the names of the play's own handlers.
 * Thread-safe.
 */
public final class DueOnHost {
    private static final String ROOT = "root";

    private final Map<String, DueNote> notes = new LinkedHashMap<>();

    /** Asks the host what is due, once for each user, and does not wait. */
    public synchronized void askOnce(Become become, Supplier<Worker> worker) {
        notes.computeIfAbsent(become.key(), _ -> new DueNote()).askOnce(worker);
    }

    /** The connection broke. */
    synchronized void gone() {
        notes.values().forEach(DueNote::gone);
    }

    /** What was due before this run began, for a play on this host, and has not been taken yet. */
    public synchronized Set<Notifications.Due> takeFromBefore(String play, String host) {
        var due = new LinkedHashSet<Notifications.Due>();
        notes.values().forEach(note -> due.addAll(note.takeFromBefore(play, host)));
        return due;
    }

    /**
     * Notes what a change makes due. What the same worker is sent behind it runs behind it.
     *
     * @param become who makes the change
     * @return tells whether it is written; already done where nothing is new
     */
    public synchronized CompletableFuture<Boolean> note(Collection<DueLine> lines, Become become) {
        List<DueLine> fresh = lines.stream()
                .filter(line -> notes.values().stream().noneMatch(note -> note.has(line)))
                .toList();
        return fresh.isEmpty()
                ? CompletableFuture.completedFuture(true)
                : of(become).note(fresh);
    }

    /** True for the worker that writes: what it is sent later runs later. */
    public synchronized boolean writes(Worker other, Become become) {
        return of(become).writes(other);
    }

    private DueNote of(Become become) {
        DueNote root = notes.get(ROOT);
        return root != null && root.isOpen() ? root : notes.computeIfAbsent(become.key(), _ -> new DueNote());
    }

    /** Takes away what is no longer due of a play; nothing is sent where nothing is. */
    public synchronized void settle(String play, String host, Set<Notifications.Due> due) {
        notes.values().forEach(note -> note.settle(play, host, due));
    }
}
