package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.Event;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.LongSupplier;

/** Append-only lines, for logs: a line per task, and a sign of life when nothing has come for half a minute. */
public final class PlainView implements Event.Sink {
    private static final long HEARTBEAT = 30_000_000_000L;

    private final PrintWriter out;
    private final History history;
    private final Busy busy;
    private final LongSupplier nanoTime;
    private final Ticker ticker;
    private long lastLine;
    private boolean unflushed;

    /**
     * @param verbosity 0: changes and failures, and a short line for other tasks; 1: what is unchanged too; 2: all that was
     *     done; 3: what was printed; -1: failures and the recap only
     * @param diff shows the difference that each change makes
     */
    public PlainView(PrintWriter out, Style style, int verbosity, boolean diff, LongSupplier nanoTime, Ticker ticker) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.ticker = ticker;
        this.busy = new Busy(nanoTime);
        this.history = new History(this::line, style, new History.Shown(verbosity, diff, true), nanoTime);
    }

    @Override
    public synchronized void accept(Event event) {
        if (event instanceof Event.RunStarted) {
            lastLine = nanoTime.getAsLong();
            ticker.start(this::tick);
        }
        busy.accept(event);
        history.accept(event);
        if (event instanceof Event.RunFinished) {
            ticker.stop();
        }
        if (unflushed) {
            unflushed = false;
            out.flush();
        }
    }

    /** Says what is at work, if nothing was said for long. */
    synchronized void tick() {
        long now = nanoTime.getAsLong();
        if (busy.isEmpty() || now - lastLine < HEARTBEAT) {
            return;
        }
        Busy.Work longest = busy.longest(1).getFirst();
        List<String> hosts = busy.all().stream().map(work -> work.host).toList();
        String said = longest.transfer.isEmpty() ? longest.said : longest.transfer;
        line("  still running on %s: %s, %s%s"
                .formatted(
                        HostNames.of(hosts),
                        TerminalText.of(longest.task.title()),
                        Quantity.time(now - longest.since),
                        said.isEmpty() ? "" : ": " + said));
        out.flush();
    }

    private void line(String text) {
        lastLine = nanoTime.getAsLong();
        unflushed = true;
        out.println(text);
    }
}
