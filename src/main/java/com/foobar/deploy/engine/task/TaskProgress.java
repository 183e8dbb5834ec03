package com.foobar.deploy.engine.task;

import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.prepared.Site;
import com.foobar.deploy.engine.variables.FactsNeeded;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.Value;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Tells how far a task is while it runs: what its command prints, how much of a file is sent. It is meant for people who
 * watch: of a flood only a part is told.
 */
final class TaskProgress {
    private static final int MOST_BYTES = 4096;
    private static final long SHORTEST_PAUSE = 100_000_000L;
    private static final int BURST = 20;

    private final Event.Sink events;
    private final Event.TaskName task;
    private final String host;
    private final boolean silent;
    private final LongSupplier nanoTime;
    private long periodStart;
    private int toldInPeriod;

    /** @param silent tells nothing of what is printed */
    TaskProgress(Event.Sink events, Event.TaskName task, String host, boolean silent, LongSupplier nanoTime) {
        this.events = events;
        this.task = task;
        this.host = host;
        this.silent = silent;
        this.nanoTime = nanoTime;
        this.periodStart = nanoTime.getAsLong();
    }

    static TaskProgress of(Site site, Scope scope) {
        return new TaskProgress(
                site.run()::tell,
                site.taskName(Map.of()),
                site.host().name(),
                keptQuiet(site, scope),
                System::nanoTime);
    }

    private static boolean keptQuiet(Site site, Scope scope) {
        try {
            boolean noLog = site.task()
                    .keywords()
                    .noLog()
                    .filter(raw -> site.run().templates().test(raw, scope))
                    .isPresent();
            return noLog || holdsSecret(site, scope);
        } catch (DeployException | FactsNeeded _) {
            return true;
        }
    }

    /** A command that gets a secret may print it. */
    private static boolean holdsSecret(Site site, Scope scope) {
        return site.run().templates().render(site.task().arguments(), scope).holdsSecret()
                || site.task().keywords().environment().stream()
                        .map(raw -> site.run().templates().render(raw, scope))
                        .anyMatch(Value::holdsSecret);
    }

    /** Not told at once: an endless flood must not be slowed down to the speed of a terminal. */
    WorkerStep.Watch printed() {
        return silent
                ? WorkerStep.Watch.NOBODY
                : (bytes, offset, length) -> {
                    if (length > 0 && hasTurn()) {
                        int told = Math.min(length, MOST_BYTES);
                        String text = new String(bytes, offset + length - told, told, StandardCharsets.UTF_8);
                        events.accept(new Event.Output(task, host, text));
                    }
                };
    }

    private boolean hasTurn() {
        long now = nanoTime.getAsLong();
        if (now - periodStart >= SHORTEST_PAUSE) {
            periodStart = now;
            toldInPeriod = 0;
        }
        return ++toldInPeriod <= BURST;
    }

    /** A stream that is sent to the host, counted. A file's stream knows how much there is, up to what an int holds. */
    InputStream sent(String what, InputStream stream) throws IOException {
        int available = stream.available();
        var count = new Count(what, available > 0 && available < Integer.MAX_VALUE ? available : -1);
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                count.add(one < 0 ? 0 : 1);
                return one;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                count.add(Math.max(0, read));
                return read;
            }
        };
    }

    /** A stream that comes from the host, counted. */
    OutputStream received(String what, OutputStream stream) {
        var count = new Count(what, -1);
        return new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
                count.add(length);
            }
        };
    }

    private final class Count {
        private final String what;
        private final long total;
        private long bytes;
        private long told = nanoTime.getAsLong();

        Count(String what, long total) {
            this.what = what;
            this.total = total;
        }

        void add(int more) {
            bytes += more;
            long now = nanoTime.getAsLong();
            if (more > 0 && now - told >= SHORTEST_PAUSE) {
                told = now;
                events.accept(new Event.Transfer(host, what, bytes, total));
            }
        }
    }
}
