package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Status;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** A terminal: what changes and fails stays above; below, a line per busy host and a total come and go. */
public final class LiveView implements Event.Sink {
    /** What takes less time is not worth a line that comes and goes. */
    private static final long SHORTEST = 150_000_000L;

    private static final int MOST_HOSTS = 8;
    private static final int NARROW = 60;

    private final PrintWriter out;
    private final Style style;
    private final ScreenSize size;
    private final History history;
    private final Busy busy;
    private final LiveArea area;
    private final LongSupplier nanoTime;
    private final Ticker ticker;
    private long start;
    private boolean check;
    private String play = "";
    private int changed;
    private int failed;
    private long step;

    /** @param verbosity and diff as {@link PlainView} has them */
    public LiveView(
            PrintWriter out,
            Style style,
            ScreenSize size,
            int verbosity,
            boolean diff,
            LongSupplier nanoTime,
            Ticker ticker) {
        this.out = out;
        this.style = style;
        this.size = size;
        this.nanoTime = nanoTime;
        this.ticker = ticker;
        this.area = new LiveArea(out, size);
        this.busy = new Busy(nanoTime);
        this.history = new History(this::above, style, new History.Shown(verbosity, diff, false), nanoTime);
    }

    @Override
    public synchronized void accept(Event event) {
        boolean wasVisible = area.visible();
        note(event);
        busy.accept(event);
        history.accept(event);
        if (busy.isEmpty()) {
            // Something else may print now: a question, a pause.
            area.erase();
        } else if (wasVisible && !area.visible()) {
            draw();
        }
        if (event instanceof Event.RunFinished) {
            ticker.stop();
        }
        out.flush();
    }

    private void note(Event event) {
        if (event instanceof Event.RunStarted started) {
            start = nanoTime.getAsLong();
            check = started.check();
            ticker.start(this::tick);
        } else if (event instanceof Event.PlayStarted started) {
            play = TerminalText.of(started.name());
        } else if (event instanceof Event.TaskFinished finished) {
            Status status = finished.outcome().status();
            changed += status == Status.CHANGED ? 1 : 0;
            failed += status == Status.FAILED || status == Status.UNREACHABLE ? 1 : 0;
        }
    }

    /** Asks something on the terminal; nothing is drawn until it is answered. */
    public synchronized <T> T aside(Supplier<T> question) {
        area.erase();
        out.flush();
        return question.get();
    }

    /** Draws the area anew. */
    synchronized void tick() {
        step++;
        if (!busy.isEmpty() && nanoTime.getAsLong() - busy.longest(1).getFirst().since >= SHORTEST) {
            draw();
            out.flush();
        }
    }

    private void above(String line) {
        area.erase();
        out.println(line);
    }

    private void draw() {
        int room = Math.max(1, Math.min(MOST_HOSTS, size.rows() / 2 - 1));
        List<Busy.Work> shown = busy.longest(room);
        int more = busy.all().size() - shown.size();
        int width = shown.stream().mapToInt(work -> work.host.length()).max().orElse(0);
        var lines = new ArrayList<String>();
        shown.forEach(work -> lines.add(line(work, width)));
        if (more > 0) {
            lines.add("  and " + more + " more");
        }
        lines.add(total());
        area.draw(lines);
    }

    private String line(Busy.Work work, int width) {
        String host = work.host + " ".repeat(Math.max(0, width - work.host.length()));
        String said = work.transfer.isEmpty() ? work.said : work.transfer;
        return style.spinner(step) + " " + host + "  " + TerminalText.of(work.task.title()) + "  "
                + Quantity.time(nanoTime.getAsLong() - work.since)
                + (said.isEmpty() ? "" : "  " + said);
    }

    private String total() {
        var parts = new ArrayList<String>();
        if (size.columns() >= NARROW) {
            parts.add("play " + play);
        }
        parts.add(changed + (check ? " to change" : " changed"));
        if (failed > 0) {
            parts.add(failed + " failed");
        }
        parts.add(Quantity.time(nanoTime.getAsLong() - start));
        return "  " + String.join(style.separator(), parts);
    }
}
