package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.FactsText;
import com.foobar.deploy.engine.event.json.MaskedValue;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What stays on the screen: changes and failures, a line per task and kind of outcome, then a recap. */
final class History implements Event.Sink {
    /**
     * What to show.
     *
     * @param verbosity 0: changes and failures; 1: what is unchanged too; 2: all that was done; 3: what was printed; -1:
     *     failures and the recap only
     * @param diff shows the difference that each change makes
     * @param everyTask a line for tasks that found nothing to do, so that a log shows how far the run is
     */
    record Shown(int verbosity, boolean diff, boolean everyTask) {}

    private static final int WIDEST_HOSTS = 24;
    private static final int WIDEST_TITLE = 44;

    private final Consumer<String> out;
    private final Style style;
    private final Shown shown;
    private final OutcomeText words;
    private final SlowestTasks slowest;
    private final List<TaskRows.Line> planned = new ArrayList<>();
    private boolean check;
    private boolean interrupted;
    private List<String> hosts = List.of();
    private @Nullable TaskRows rows;

    /** @param out gets whole lines */
    History(Consumer<String> out, Style style, Shown shown, LongSupplier nanoTime) {
        this.out = out;
        this.style = style;
        this.shown = shown;
        this.words = new OutcomeText(style, shown.verbosity());
        this.slowest = new SlowestTasks(nanoTime);
    }

    @Override
    public void accept(Event event) {
        switch (event) {
            case Event.RunStarted started -> check = started.check();
            case Event.PlayStarted started -> play(started);
            case Event.TaskStarted started -> {
                flush();
                slowest.started(started.task());
            }
            case Event.TaskFinished finished -> finished(finished);
            case Event.Retrying retrying -> retrying(retrying);
            case Event.Connecting connecting -> detail(2, "  connecting to " + connecting.host());
            case Event.FactsGathered facts ->
                detail(1, "  " + facts.host() + "  facts: " + TerminalText.of(FactsText.of(facts.facts())));
            case Event.Said said -> said(said);
            case Event.Warned warned -> out.accept(WarningText.of(warned, style).stripTrailing());
            case Event.HostStarted _,
                    Event.Output _,
                    Event.Transfer _,
                    Event.HostVariables _,
                    Event.PlayVariables _,
                    Event.Unreachable _ -> {} // shown with the task, or while it lasts
            case Event.Interrupted _ -> {
                interrupted = true;
                out.accept(style.yellow(WarningText.INTERRUPTED));
            }
            case Event.RunFinished finished -> recap(finished);
        }
    }

    private void play(Event.PlayStarted started) {
        flush();
        printPlan();
        hosts = started.hosts();
        if (shown.verbosity() >= 0) {
            out.accept(style.bold("play " + TerminalText.of(started.name()))
                    + style.dim("  " + HostNames.of(started.hosts())));
        }
    }

    private void finished(Event.TaskFinished finished) {
        slowest.finished(finished.task());
        TaskRows known = rows;
        if (known == null || !known.task().equals(finished.task())) {
            flush();
            known = new TaskRows(finished.task(), hosts, words, style, shown.diff());
            rows = known;
        }
        known.add(finished);
    }

    private void retrying(Event.Retrying retrying) {
        detail(
                1,
                "  " + retrying.host() + "  " + TerminalText.of(retrying.task().title()) + ": attempt "
                        + retrying.attempt() + " of " + (retrying.attempts() + 1));
    }

    private void said(Event.Said said) {
        if (shown.verbosity() >= 0) {
            flush();
            printPlan();
            out.accept("  " + said.host() + ": " + TerminalText.of(text(said.message())));
        }
    }

    private void detail(int verbosity, String line) {
        if (shown.verbosity() >= verbosity) {
            out.accept(style.dim(line));
        }
    }

    /** The task whose results came last is over. */
    private void flush() {
        TaskRows over = rows;
        rows = null;
        if (over == null) {
            return;
        }
        if (check) {
            planned.addAll(over.lines());
            return;
        }
        over.lines().forEach(line -> print(line, 0, 0));
        if (shown.everyTask() && shown.verbosity() == 0) {
            over.quietLine().ifPresent(out);
        }
    }

    /** A plan is shown play by play, in columns. */
    private void printPlan() {
        int hostWidth = planned.stream()
                .mapToInt(line -> HostNames.of(line.hosts()).length())
                .filter(width -> width <= WIDEST_HOSTS)
                .max()
                .orElse(0);
        int titleWidth = planned.stream()
                .mapToInt(line -> line.title().length())
                .filter(width -> width <= WIDEST_TITLE)
                .max()
                .orElse(0);
        planned.forEach(line -> print(line, hostWidth, titleWidth));
        planned.clear();
    }

    private void print(TaskRows.Line line, int hostWidth, int titleWidth) {
        out.accept(line.text(hostWidth, titleWidth, style));
        line.below().forEach(out);
    }

    private void recap(Event.RunFinished finished) {
        flush();
        printPlan();
        new RecapText(style, check).lines(finished).forEach(out);
        if (shown.verbosity() >= 0) {
            slowest.line().map(style::dim).ifPresent(out);
        }
        if (interrupted && !check) {
            out.accept("`foobar-deploy apply --resume` goes on from here");
        }
    }

    private static String text(Value value) {
        if (value instanceof TextValue text) {
            return text.toString();
        }
        return value.holdsSecret() ? MaskedValue.MASK : PythonText.str(value);
    }
}
