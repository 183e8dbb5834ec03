package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task's outcome in words. */
final class OutcomeText {
    private static final int WIDEST = 120;

    private final Style style;
    private final int verbosity;

    OutcomeText(Style style, int verbosity) {
        this.style = style;
        this.verbosity = verbosity;
    }

    boolean visible(Status status) {
        return switch (status) {
            case OK, SKIPPED -> verbosity >= 1;
            case CHANGED, CONDITIONAL, UNKNOWN, IGNORED -> verbosity >= 0;
            case FAILED, UNREACHABLE -> true;
        };
    }

    String mark(Status status) {
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

    /** What is said after the task's name. */
    String what(TaskOutcome outcome, boolean censored) {
        if (censored) {
            return "(hidden by no_log)";
        }
        return switch (outcome.status()) {
            case CHANGED -> changes(outcome);
            case CONDITIONAL -> "if `" + oneLine(outcome.reason()) + "` changes something";
            case UNKNOWN -> "unknown until " + oneLine(outcome.reason());
            case OK, SKIPPED -> oneLine(outcome.reason());
            case IGNORED -> "failed, ignored: " + oneLine(outcome.reason());
            case FAILED, UNREACHABLE -> "";
        };
    }

    private String changes(TaskOutcome outcome) {
        List<String> changes = outcome.changes();
        if (changes.isEmpty()) {
            return "";
        }
        String size = outcome.diff().map(DiffText::size).map(text -> " " + text).orElse("");
        String more = changes.size() > 1 ? " and " + (changes.size() - 1) + " more" : "";
        return oneLine(changes.getFirst()) + size + more;
    }

    private String oneLine(String text) {
        return style.cut(TerminalText.of(text.lines().findFirst().orElse("")), WIDEST);
    }

    /** From -vv on what was done, from -vvv on what was printed. */
    List<String> details(TaskOutcome outcome) {
        var lines = new ArrayList<String>();
        if (verbosity >= 2) {
            outcome.changes().forEach(change -> lines.add("    > " + TerminalText.of(change)));
        }
        if (verbosity >= 3) {
            outcome.items().forEach(item -> lines.addAll(printed(item)));
            lines.addAll(printed(outcome));
        }
        return lines;
    }

    private List<String> printed(TaskOutcome outcome) {
        var lines = new ArrayList<String>();
        lines(outcome.result().get("stdout")).forEach(line -> lines.add("    | " + line));
        lines(outcome.result().get("stderr")).forEach(line -> lines.add("    " + style.dim("! " + line)));
        return lines;
    }

    private static List<String> lines(@Nullable Value value) {
        return value instanceof TextValue text && !text.text().isEmpty()
                ? text.toString().lines().map(TerminalText::of).toList()
                : List.of();
    }
}
