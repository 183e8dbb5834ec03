package com.foobar.deploy.view;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.engine.Event;
import com.foobar.deploy.engine.Recap;
import com.foobar.deploy.engine.Status;
import com.foobar.deploy.engine.TaskOutcome;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Append-only lines: what changes and what fails, one line per task and kind of outcome, then a recap. */
public final class PlainView implements Event.Sink {
    private final PrintWriter out;
    private final Style style;
    private final int verbosity;
    private final boolean diff;
    private boolean check;
    private boolean interrupted;
    private String play = "";
    private List<String> hosts = List.of();
    private Event.TaskName task =
            new Event.TaskName("", "", java.util.Optional.empty(), false, com.foobar.deploy.diagnostic.Place.of(""));
    private final Map<String, List<Row>> rows = new LinkedHashMap<>();

    private record Row(String host, TaskOutcome outcome, boolean censored) {}

    /**
     * @param verbosity 0: changes and failures; 1: what is as wished too; 2: results too; -1: failures only
     * @param diff shows the difference that each change makes
     */
    public PlainView(PrintWriter out, Style style, int verbosity, boolean diff) {
        this.out = out;
        this.style = style;
        this.verbosity = verbosity;
        this.diff = diff;
    }

    @Override
    public void accept(Event event) {
        switch (event) {
            case Event.RunStarted started -> check = started.check();
            case Event.PlayStarted started -> {
                flush();
                play = started.name();
                hosts = started.hosts();
                line(style.bold("play " + play) + style.dim("  " + String.join(" ", started.hosts())));
            }
            case Event.TaskStarted started -> {
                flush();
                task = started.task();
            }
            case Event.TaskFinished finished -> {
                if (!finished.task().equals(task)) {
                    flush();
                    task = finished.task();
                }
                collect(finished);
            }
            case Event.Retrying retrying -> retrying(retrying);
            case Event.Connecting connecting -> {
                if (verbosity >= 2) {
                    line(style.dim("  connecting to " + connecting.host()));
                }
            }
            case Event.HostStarted _, Event.Output _, Event.Transfer _, Event.HostVariables _ -> {}
            case Event.Interrupted _ -> {
                interrupted = true;
                line(style.yellow(WarningText.INTERRUPTED));
            }
            case Event.Unreachable _ -> {} // shown with its task
            case Event.Said said -> {
                if (verbosity >= 0) {
                    line("  " + said.host() + ": " + TerminalText.of(text(said.message())));
                }
            }
            case Event.Warned warned ->
                line(style.yellow("warning") + ": " + TerminalText.of(warned.message())
                        + warned.place().map(place -> " (" + place + ")").orElse(""));
            case Event.RunFinished finished -> {
                flush();
                recap(finished);
                if (interrupted && !check) {
                    line("`foobar-deploy apply --resume` goes on from here");
                }
            }
        }
        out.flush();
    }

    private void retrying(Event.Retrying retrying) {
        if (verbosity >= 1) {
            line(style.dim("  " + retrying.host() + "  " + retrying.task().title() + ": attempt " + retrying.attempt()
                    + " of " + (retrying.attempts() + 1)));
        }
    }

    private void collect(Event.TaskFinished finished) {
        TaskOutcome outcome = finished.outcome();
        var row = new Row(finished.host(), outcome, finished.censored());
        String key = outcome.status() + "|" + what(row);
        rows.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
    }

    private void flush() {
        rows.values().forEach(group -> {
            group.sort(java.util.Comparator.comparingInt(row -> hosts.indexOf(row.host())));
            show(group);
        });
        rows.clear();
    }

    private void show(List<Row> group) {
        Row first = group.getFirst();
        Status status = first.outcome().status();
        if (!visible(status)) {
            return;
        }
        String names = String.join(" ", group.stream().map(Row::host).toList());
        String handler = task.handler() ? " (handler)" : "";
        line("%s %s  %s%s  %s"
                .formatted(mark(status), style.bold(names), task.title(), handler, what(first))
                .stripTrailing());
        if (diff && !first.censored()) {
            group.forEach(row -> showDiffs(row.outcome()));
        }
        group.stream()
                .map(this::failureOf)
                .distinct()
                .forEach(text -> text.lines().forEach(each -> line("    " + each)));
    }

    /** Hosts that fail alike share one text. */
    private String failureOf(Row row) {
        TaskOutcome outcome = row.outcome();
        boolean shown = outcome.status() == Status.FAILED || outcome.status() == Status.UNREACHABLE;
        if (!shown || outcome.failure().isEmpty()) {
            return "";
        }
        Diagnostic why = outcome.failure().get();
        if (row.censored()) {
            why = Diagnostic.of(why.code(), "the task failed; its result is hidden by no_log")
                    .at(why.place());
        }
        return ErrorText.of(why, style);
    }

    private void showDiffs(TaskOutcome outcome) {
        outcome.diff().ifPresent(difference -> {
            out.print(DiffText.of(difference, style));
        });
        outcome.items().forEach(this::showDiffs);
    }

    private boolean visible(Status status) {
        return switch (status) {
            case OK, SKIPPED -> verbosity >= 1;
            case CHANGED, CONDITIONAL, UNKNOWN, IGNORED -> verbosity >= 0;
            case FAILED, UNREACHABLE -> true;
        };
    }

    private String mark(Status status) {
        return switch (status) {
            case OK -> style.green("=");
            case CHANGED -> style.yellow("~");
            case SKIPPED -> style.dim("-");
            case FAILED -> style.red("!");
            case IGNORED -> style.dim("i");
            case UNREACHABLE -> style.red("x");
            case CONDITIONAL, UNKNOWN -> style.cyan("?");
        };
    }

    /** What is said behind the task's name. */
    private String what(Row row) {
        TaskOutcome outcome = row.outcome();
        if (row.censored()) {
            return "(hidden by no_log)";
        }
        return switch (outcome.status()) {
            case CHANGED -> changes(outcome);
            case CONDITIONAL -> "hangs on: " + outcome.reason();
            case UNKNOWN -> "unknown until " + outcome.reason();
            case OK, SKIPPED -> oneLine(outcome.reason());
            case IGNORED -> "failed, ignored: " + oneLine(outcome.reason());
            case FAILED, UNREACHABLE -> "";
        };
    }

    private static String changes(TaskOutcome outcome) {
        List<String> changes = outcome.changes();
        if (changes.isEmpty()) {
            return "";
        }
        String size = outcome.diff().map(DiffText::size).map(text -> " " + text).orElse("");
        String more = changes.size() > 1 ? " and " + (changes.size() - 1) + " more" : "";
        return oneLine(changes.getFirst()) + size + more;
    }

    private static String oneLine(String text) {
        String first = TerminalText.of(text.lines().findFirst().orElse(""));
        return first.length() > 120 ? first.substring(0, 119) + "…" : first;
    }

    private static String text(Value value) {
        return value instanceof TextValue text ? text.toString() : masked(value);
    }

    private static String masked(Value value) {
        return value.holdsSecret() ? "[secret]" : com.foobar.deploy.template.PythonText.str(value);
    }

    private void recap(Event.RunFinished finished) {
        finished.recap().forEach((host, recap) -> line(row(host, recap)));
        line("%s in %.1f s".formatted(total(finished.recap()), finished.milliseconds() / 1000.0));
    }

    private String total(Map<String, Recap> recap) {
        int changed = recap.values().stream().mapToInt(Recap::changed).sum();
        int conditional = recap.values().stream()
                .mapToInt(counts -> counts.conditional() + counts.unknown())
                .sum();
        int failed = recap.values().stream()
                .mapToInt(counts -> counts.failed() + counts.unreachable())
                .sum();
        String changes = check
                ? changed + " to change" + (conditional > 0 ? ", " + conditional + " conditional" : "")
                : changed + " changed";
        return failed == 0 ? changes : changes + ", " + failed + " failed";
    }

    private String row(String host, Recap recap) {
        String mark = recap.failed() + recap.unreachable() > 0
                ? style.red("!")
                : recap.pending() > 0 ? style.yellow("~") : style.green("=");
        var text = new StringBuilder("%s %-20s ok %d  %s %d"
                .formatted(mark, host, recap.ok(), check ? "to change" : "changed", recap.changed()));
        add(text, "conditional", recap.conditional() + recap.unknown());
        add(text, "failed", recap.failed());
        add(text, "unreachable", recap.unreachable());
        add(text, "skipped", recap.skipped());
        add(text, "rescued", recap.rescued());
        add(text, "ignored", recap.ignored());
        return text.toString();
    }

    private static void add(StringBuilder text, String what, int count) {
        if (count > 0) {
            text.append("  ").append(what).append(' ').append(String.format(Locale.ROOT, "%d", count));
        }
    }

    private void line(String text) {
        out.println(text);
    }
}
