package com.foobar.deploy.view;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.engine.event.json.MaskedValue;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The checks of a verify run as a table by area. A task whose name is written "area | check" is a check; others prepare
 * them and show only if they fail. A check whose message begins with {@link #CONSEQUENCE} says that it fails for what
 * another one has found: it is shown, and counts as no finding of its own.
 */
public final class VerifyTable implements Event.Sink {
    /** How the message of a check begins that fails for what another one has found. */
    public static final String CONSEQUENCE = "consequence of ";

    private static final class Check {
        private final List<String> passed = new ArrayList<>();
        private final Map<String, String> failed = new LinkedHashMap<>();

        private boolean found() {
            return failed.values().stream().anyMatch(seen -> !seen.startsWith(CONSEQUENCE));
        }

        private boolean follows() {
            return !failed.isEmpty() && !found();
        }
    }

    private static final int LONGEST_NAME = 90;

    private final PrintWriter out;
    private final Style style;
    private final Map<String, Map<String, Check>> areas = new LinkedHashMap<>();

    public VerifyTable(PrintWriter out, Style style) {
        this.out = out;
        this.style = style;
    }

    @Override
    public void accept(Event event) {
        switch (event) {
            case Event.TaskFinished finished -> finished(finished);
            case Event.Warned warned -> out.println(style.yellow("warning") + ": " + warned.message());
            case Event.Said said -> said(said.message());
            case Event.RunStarted _,
                    Event.PlayStarted _,
                    Event.TaskStarted _,
                    Event.HostStarted _,
                    Event.Output _,
                    Event.Transfer _,
                    Event.HostVariables _,
                    Event.PlayVariables _,
                    Event.FactsGathered _,
                    Event.Interrupted _,
                    Event.Retrying _,
                    Event.Connecting _,
                    Event.Unreachable _,
                    Event.RunFinished _ -> {}
        }
    }

    /** What a `debug` task among the checks shows, a line for each item of a list. */
    private void said(Value message) {
        switch (message) {
            case ListValue list -> list.items().forEach(this::said);
            case TextValue text -> out.println(TerminalText.of(text.toString()));
            case Value one -> out.println(one.holdsSecret() ? MaskedValue.MASK : TerminalText.of(PythonText.str(one)));
        }
    }

    private void finished(Event.TaskFinished finished) {
        TaskOutcome outcome = finished.outcome();
        boolean bad = outcome.status() == Status.FAILED;
        String[] name = finished.task().name().split("\\|", 2);
        if (outcome.status() == Status.UNREACHABLE) {
            // Whatever task noticed it: one finding, not one of each play.
            add("host", "can be reached", finished.host(), Optional.of(seen(finished)));
        } else if (name.length == 2 && outcome.status() != Status.SKIPPED) {
            add(
                    name[0].strip(),
                    name[1].strip(),
                    finished.host(),
                    bad ? Optional.of(seen(finished)) : Optional.empty());
        } else if (bad) {
            add("preparation", finished.task().title(), finished.host(), Optional.of(seen(finished)));
        }
    }

    /** Adds a check that the tool makes itself. */
    public void add(String area, String check, String host, Optional<String> failure) {
        Check row = areas.computeIfAbsent(area, _ -> new LinkedHashMap<>()).computeIfAbsent(check, _ -> new Check());
        failure.ifPresentOrElse(seen -> row.failed.put(host, seen), () -> row.passed.add(host));
    }

    private static String seen(Event.TaskFinished finished) {
        if (finished.censored()) {
            return "failed; the result is hidden by no_log";
        }
        TaskOutcome outcome = finished.outcome();
        if (outcome.result().get("msg") instanceof TextValue message && outcome.status() == Status.FAILED) {
            // The check's own words say more than its condition does.
            String condition = ": `" + outcome.result().get("assertion") + "` does not hold";
            return TerminalText.of(message.text().replace(condition, "") + place(outcome));
        }
        return outcome.failure().map(Diagnostic::message).map(TerminalText::of).orElse("failed");
    }

    /** Where the files of the check are at fault, not the host. */
    private static String place(TaskOutcome outcome) {
        return outcome.failure()
                .filter(failure -> failure.code() != ErrorCode.TASK_FAILED)
                .flatMap(Diagnostic::place)
                .map(place -> " (" + place + ")")
                .orElse("");
    }

    /** Prints the table. */
    public void print() {
        areas.forEach((area, checks) -> {
            out.println(style.bold(area));
            checks.forEach(this::print);
        });
        long all = areas.values().stream().mapToLong(Map::size).sum();
        out.println(
                failures() == 0 ? style.green(all + " checks, all passed") : style.red(all + " checks, " + failed()));
        out.flush();
    }

    private String failed() {
        long following = count(Check::follows);
        return following == 0 || count(Check::found) == 0
                ? failures() + " failed"
                : failures() + " failed, " + following + " as a consequence";
    }

    private int width() {
        int longest = areas.values().stream()
                .flatMap(checks -> checks.keySet().stream())
                .mapToInt(String::length)
                .max()
                .orElse(0);
        return Math.min(longest, LONGEST_NAME);
    }

    private void print(String name, Check check) {
        boolean ok = check.failed.isEmpty();
        String hosts = String.join(" ", ok ? check.passed : check.failed.keySet());
        String padded = name + " ".repeat(Math.max(0, width() - name.length()));
        String mark = ok ? style.green("ok  ") : check.follows() ? style.yellow("then") : style.red("FAIL");
        out.println("  %s %s  %s".formatted(mark, padded, style.dim(hosts)));
        check.failed.forEach(
                (host, seen) -> seen.lines().forEach(line -> out.println("         " + host + ": " + line)));
    }

    public interface CheckSink {
        void check(String area, String check, String host, String failure);
    }

    /** Tells each check of each host; the failure is empty where it passed. */
    public void each(CheckSink sink) {
        areas.forEach((area, checks) -> checks.forEach((name, check) -> {
            check.passed.forEach(host -> sink.check(area, name, host, ""));
            check.failed.forEach((host, seen) -> sink.check(area, name, host, seen));
        }));
    }

    /** Whether something was found on a host already. */
    public boolean failed(String host) {
        return count(check -> check.failed.containsKey(host)) > 0;
    }

    /** Checks that failed, without the consequences; where only consequences are told, those. */
    public long failures() {
        long found = count(Check::found);
        return found > 0 ? found : count(Check::follows);
    }

    private long count(Predicate<Check> which) {
        return areas.values().stream()
                .flatMap(checks -> checks.values().stream())
                .filter(which)
                .count();
    }
}
