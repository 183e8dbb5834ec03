package com.foobar.deploy.module.builtin.commands;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.OutputLines;
import com.foobar.deploy.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** The result keys of commands, in Ansible's form. */
final class CommandResults {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneId.systemDefault());

    private static final Pattern LAST_BREAK = Pattern.compile("\\R\\z");

    private CommandResults() {}

    static ModuleResult of(StepResult outcome, boolean strip) {
        if (strip) {
            return ModuleResult.EMPTY.withOutput(outcome);
        }
        return ModuleResult.EMPTY
                .with("rc", outcome.rc())
                .with("stdout", outcome.text())
                .with("stdout_lines", lines(outcome.text()))
                .with("stderr", outcome.errorText())
                .with("stderr_lines", lines(outcome.errorText()));
    }

    /** As Python's {@code splitlines}: a last line break opens no further line. */
    private static Value lines(String text) {
        return OutputLines.of(LAST_BREAK.matcher(text).replaceFirst(""));
    }

    /** Adds start, end and delta by the controller's clock. */
    static ModuleResult timed(ModuleResult result, Instant start, Instant end) {
        Duration took = Duration.between(start, end);
        String delta = String.format(
                Locale.ROOT,
                "%d:%02d:%02d.%06d",
                took.toHours(),
                took.toMinutesPart(),
                took.toSecondsPart(),
                took.toNanosPart() / 1000);
        return result.with("start", TIME.format(start))
                .with("end", TIME.format(end))
                .with("delta", delta);
    }

    /** True if the shell found no program of that name: dash, bash and busybox all say "not found". */
    static boolean notFound(StepResult outcome) {
        return outcome.errorText().contains("not found") || outcome.errorText().contains("No such file");
    }
}
