package com.foobar.deploy.site.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Asks both databases twenty times a second whether they can be written to, to prove that never both can. */
final class WriterWatch implements AutoCloseable {
    /** A client that loses its server ends, and a new one asks on. */
    private static final String LOOP =
            "while :; do while echo 'SELECT UNIX_TIMESTAMP(NOW(6)), @@global.read_only;' && sleep 0.05; do :; done |"
                    + " { %s -N --unbuffered; }; sleep 0.05; done";

    private static final Pattern ANSWER = Pattern.compile("[0-9]+\\.[0-9]+\\s+[01]");

    /** A span of the hosts' common clock in which a server was seen open every time. */
    private record Span(double from, double until) {
        boolean meets(Span other) {
            return from < other.until && other.from < until;
        }
    }

    private static final class Watched {
        private final List<Span> open = new ArrayList<>();
        private double since = -1;
        private double last = -1;
        private boolean answered;

        /** What is no answer, as a client's warning, says nothing. */
        private void read(String line) {
            if (ANSWER.matcher(line).matches()) {
                String[] words = line.split("\\s+");
                saw(Double.parseDouble(words[0]), words[1].equals("0"));
            }
        }

        private synchronized void saw(double time, boolean isOpen) {
            answered = true;
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

        /** Nothing is proven by a watch to which nobody answered. */
        synchronized List<Span> spans() {
            DrillSite.check(answered, "the watch of a server saw nothing");
            end();
            return List.copyOf(open);
        }
    }

    private final Watched first = new Watched();
    private final Watched second = new Watched();
    private final List<Machines.Background> loops;

    WriterWatch(DrillSite site) {
        List<String> databases = site.hosts().databases();
        String loop = LOOP.formatted(DrillSite.client());
        loops = List.of(
                site.start(databases.getFirst(), loop, first::read),
                site.start(databases.getLast(), loop, second::read));
    }

    /** Ends the watch. */
    void check() {
        close();
        List<Span> ofSecond = second.spans();
        for (Span span : first.spans()) {
            for (Span other : ofSecond) {
                DrillSite.check(!span.meets(other), "both servers could be written to at the same time");
            }
        }
    }

    @Override
    public void close() {
        loops.forEach(Machines.Background::close);
    }
}
