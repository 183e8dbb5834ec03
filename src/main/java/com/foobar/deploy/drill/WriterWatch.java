package com.foobar.deploy.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Asks both databases twenty times a second whether they can be written to, to prove that never both can. */
final class WriterWatch implements AutoCloseable {
    private static final String LOOP =
            "while echo 'SELECT UNIX_TIMESTAMP(NOW(6)), @@global.read_only;' && sleep 0.05; do :; done | { %s -N"
                    + " --unbuffered; }";

    /** A span of the hosts' common clock in which a server was seen open every time. */
    private record Span(double from, double until) {
        boolean meets(Span other) {
            return from < other.until && other.from < until;
        }
    }

    private static final class Watched {
        private final Process process;
        private final Thread reader;
        private final List<Span> open = new ArrayList<>();
        private double since = -1;
        private double last = -1;

        Watched(Process process) {
            this.process = process;
            this.reader = Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] words = line.split("\\s+");
                    saw(Double.parseDouble(words[0]), words[1].equals("0"));
                }
            } catch (IOException _) {
                // the watch is over
            }
        }

        private synchronized void saw(double time, boolean isOpen) {
            if (isOpen) {
                since = since < 0 ? time : since;
                last = time;
            } else {
                end();
            }
        }

        private synchronized void end() {
            if (since >= 0) {
                open.add(new Span(since, last));
                since = -1;
            }
        }

        synchronized List<Span> spans() {
            end();
            return List.copyOf(open);
        }
    }

    private final Watched first;
    private final Watched second;

    WriterWatch(DrillSite site) {
        first = new Watched(start(site, "web-01"));
        second = new Watched(start(site, "web-02"));
    }

    private static Process start(DrillSite site, String host) {
        try {
            return new ProcessBuilder(
                            site.engine().program().toString(),
                            "exec",
                            site.container(host),
                            "sh",
                            "-c",
                            LOOP.formatted(DrillSite.client()))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the watch. */
    void check() {
        close();
        for (Span span : first.spans()) {
            for (Span other : second.spans()) {
                DrillSite.check(!span.meets(other), "both servers could be written to at the same time");
            }
        }
        DrillSite.check(!first.spans().isEmpty() || !second.spans().isEmpty(), "the watch of the servers saw nothing");
    }

    @Override
    public void close() {
        for (Watched watched : List.of(first, second)) {
            watched.process.destroy();
            try {
                watched.reader.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
