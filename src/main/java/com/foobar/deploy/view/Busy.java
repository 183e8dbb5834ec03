package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.Event;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Which hosts are at work, since when, and what they last said. */
final class Busy {
    /** One host's work. */
    static final class Work {
        final String host;
        final Event.TaskName task;
        final long since;
        String said = "";
        String transfer = "";
        private long transferStart = -1;

        Work(String host, Event.TaskName task, long since) {
            this.host = host;
            this.task = task;
            this.since = since;
        }
    }

    private final LongSupplier nanoTime;
    private final Map<String, Work> hosts = new LinkedHashMap<>();

    Busy(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void accept(Event event) {
        switch (event) {
            case Event.HostStarted(Event.TaskName task, String host) ->
                hosts.put(host, new Work(host, task, nanoTime.getAsLong()));
            case Event.TaskFinished finished -> hosts.remove(finished.host());
            case Event.Output output -> said(output);
            case Event.Transfer transfer -> transferred(transfer);
            case Event.Connecting connecting -> says(connecting.host(), "connecting");
            case Event.Retrying retrying ->
                says(
                        retrying.host(),
                        "attempt " + (retrying.attempt() + 1) + " of " + (retrying.attempts() + 1) + " follows");
            case Event.RunFinished _ -> hosts.clear();
            case Event.RunStarted _,
                    Event.PlayStarted _,
                    Event.TaskStarted _,
                    Event.Unreachable _,
                    Event.Said _,
                    Event.Warned _,
                    Event.HostVariables _,
                    Event.PlayVariables _,
                    Event.FactsGathered _,
                    Event.Interrupted _ -> {}
        }
    }

    private void said(Event.Output output) {
        String line = TerminalText.lastLine(output.text());
        if (!line.isEmpty()) {
            says(output.host(), line);
        }
    }

    private void says(String host, String words) {
        Work work = hosts.get(host);
        if (work != null) {
            work.said = words;
        }
    }

    private void transferred(Event.Transfer transfer) {
        Work work = hosts.get(transfer.host());
        if (work == null) {
            return;
        }
        if (work.transferStart < 0) {
            work.transferStart = work.since;
        }
        long time = Math.max(1, nanoTime.getAsLong() - work.transferStart);
        long rate = (long) (transfer.bytes() * 1e9 / time);
        work.transfer = Quantity.bytes(transfer.bytes())
                + (transfer.total() < 0 ? "" : " of " + Quantity.bytes(transfer.total()))
                + ", " + Quantity.bytes(rate) + "/s";
    }

    boolean isEmpty() {
        return hosts.isEmpty();
    }

    Collection<Work> all() {
        return hosts.values();
    }

    /** Those that have been at it longest come first. */
    List<Work> longest(int most) {
        return hosts.values().stream()
                .sorted(Comparator.comparingLong(work -> work.since))
                .limit(most)
                .toList();
    }
}
