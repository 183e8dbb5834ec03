package com.foobar.deploy.engine.event;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** Where the time of a run goes: spans, added by many threads. */
public final class Timings {
    /** What is being done in a span. */
    public enum Phase {
        /** From the start of the process to the first line of the command. */
        START,
        /** Playbook, roles, inventory and variables are read and checked. */
        LOAD,
        /** A connection is made, up to the worker's being asked for. */
        CONNECT,
        /** The coming tasks are looked through for what they will ask. */
        LOOK_AHEAD,
        /** A reading pass: from sending the questions to the last answer. */
        READ,
        /** Changes are made. */
        CHANGE,
        /** Connections are closed. */
        CLOSE
    }

    /**
     * One span.
     *
     * @param host empty where it concerns the whole run
     * @param from nanoseconds since the process started
     * @param duration in nanoseconds
     * @param count of what was done in it: questions asked, changes made
     */
    public record Span(Optional<String> host, Phase phase, long from, long duration, int count) {}

    private final ConcurrentLinkedQueue<Span> spans = new ConcurrentLinkedQueue<>();
    private final long processStart;

    /** @param processAge nanoseconds that the process had been running when this is made */
    public Timings(long processAge) {
        long now = System.nanoTime();
        this.processStart = now - processAge;
        spans.add(new Span(Optional.empty(), Phase.START, 0, processAge, 0));
    }

    /** For runs that nobody wants to be timed from the start of the process. */
    public Timings() {
        this(0);
    }

    public void measure(Optional<String> host, Phase phase, int count, Runnable work) {
        measure(host, phase, count, () -> {
            work.run();
            return count;
        });
    }

    /** Does the work and remembers how long it took, also where it fails. */
    public <T> T measure(Optional<String> host, Phase phase, int count, Supplier<T> work) {
        long from = System.nanoTime();
        try {
            return work.get();
        } finally {
            spans.add(new Span(host, phase, from - processStart, System.nanoTime() - from, count));
        }
    }

    /** All spans so far, in the order in which they ended. */
    public List<Span> spans() {
        return List.copyOf(spans);
    }

    /** Nanoseconds since the process started. */
    public long elapsed() {
        return System.nanoTime() - processStart;
    }
}
