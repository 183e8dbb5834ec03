package com.foobar.deploy.view;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.engine.event.CensoredFailure;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The results of one task: hosts that went alike share a line. */
final class TaskRows {
    private static final int MOST_LINES = 5;

    private final Style style;
    private final OutcomeText words;
    private final boolean diff;
    private final List<String> hostOrder;
    private final Event.TaskName task;
    private final Map<String, List<Row>> groups = new LinkedHashMap<>();

    private record Row(String host, TaskOutcome outcome, boolean censored) {}

    /**
     * A line, with what belongs to it.
     *
     * @param below whole lines, indented
     */
    record Line(String mark, List<String> hosts, String title, String what, List<String> below) {
        String text(int hostWidth, int titleWidth, Style style) {
            String names = HostNames.of(hosts);
            String gap = " ".repeat(Math.max(0, hostWidth - names.length()));
            String padded = title + " ".repeat(Math.max(0, titleWidth - title.length()));
            return (mark + " " + style.bold(names) + gap + "  " + (what.isEmpty() ? title : padded + "  " + what))
                    .stripTrailing();
        }
    }

    TaskRows(Event.TaskName task, List<String> hostOrder, OutcomeText words, Style style, boolean diff) {
        this.task = task;
        this.hostOrder = hostOrder;
        this.words = words;
        this.style = style;
        this.diff = diff;
    }

    Event.TaskName task() {
        return task;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    void add(Event.TaskFinished finished) {
        TaskOutcome outcome = finished.outcome();
        String key = outcome.status() + "|" + words.what(outcome, finished.censored());
        groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Row(finished.host(), outcome, finished.censored()));
    }

    /** The lines that this verbosity shows, in the order of the hosts. */
    List<Line> lines() {
        var lines = new ArrayList<Line>();
        for (Status status : Status.values()) {
            if (words.visible(status)) {
                List<List<Row>> alike = groups.values().stream()
                        .filter(rows -> rows.getFirst().outcome().status() == status)
                        .toList();
                lines.addAll(alike.size() > MOST_LINES ? List.of(together(alike)) : separately(alike));
            }
        }
        lines.sort(
                Comparator.comparingInt(line -> hostOrder.indexOf(line.hosts().getFirst())));
        return lines;
    }

    private List<Line> separately(List<List<Row>> alike) {
        return alike.stream().map(this::line).toList();
    }

    /** Many hosts, each with a path or a word of its own, are told by the first of them. */
    private Line together(List<List<Row>> alike) {
        Line line = line(alike.stream().flatMap(List::stream).toList());
        return new Line(
                line.mark(),
                line.hosts(),
                line.title(),
                line.what() + " (" + line.hosts().getFirst() + ")",
                line.below());
    }

    /** One line for a task of which nothing else is shown, unless it was skipped everywhere. */
    Optional<String> quietLine() {
        List<Row> done = groups.values().stream()
                .flatMap(List::stream)
                .filter(row -> row.outcome().status() == Status.OK)
                .toList();
        return done.isEmpty() || !lines().isEmpty()
                ? Optional.empty()
                : Optional.of(words.mark(Status.OK) + " "
                        + style.dim(HostNames.of(
                                        sorted(done).stream().map(Row::host).toList()) + "  " + title()));
    }

    private List<Row> sorted(List<Row> rows) {
        return rows.stream()
                .sorted(Comparator.comparingInt(row -> hostOrder.indexOf(row.host())))
                .toList();
    }

    private Line line(List<Row> unsorted) {
        List<Row> rows = sorted(unsorted);
        Row first = rows.getFirst();
        var below = new ArrayList<String>();
        for (Row row : rows) {
            if (!row.censored()) {
                below.addAll(words.details(row.outcome()));
            }
        }
        if (diff && !first.censored()) {
            rows.stream()
                    .map(row -> diffs(row.outcome()))
                    .distinct()
                    .forEach(text -> text.lines().forEach(below::add));
        }
        rows.stream()
                .map(this::failureOf)
                .distinct()
                .forEach(text -> text.lines().forEach(each -> below.add("    " + each)));
        return new Line(
                words.mark(first.outcome().status()),
                rows.stream().map(Row::host).toList(),
                title(),
                words.what(first.outcome(), first.censored()),
                below);
    }

    private String title() {
        return TerminalText.of(task.title()) + (task.handler() ? " (handler)" : "");
    }

    private String diffs(TaskOutcome outcome) {
        var text = new StringBuilder();
        outcome.diff().ifPresent(difference -> text.append(DiffText.of(difference, style)));
        outcome.items().forEach(item -> text.append(diffs(item)));
        return text.toString();
    }

    /** Hosts that fail alike share one text. */
    private String failureOf(Row row) {
        TaskOutcome outcome = row.outcome();
        boolean shown = outcome.status() == Status.FAILED || outcome.status() == Status.UNREACHABLE;
        if (!shown || outcome.failure().isEmpty()) {
            return "";
        }
        Diagnostic why = outcome.failure().get();
        return ErrorText.of(CensoredFailure.of(why, row.censored()), style);
    }
}
