package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.engine.RunResult;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.view.ErrorText;
import com.foobar.deploy.view.Style;
import com.foobar.deploy.view.TerminalText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs a shell text on hosts as a plan does: without the lock, so that it can ask who holds it. */
final class HostReading {
    private final RunFlags flags;
    private final PrintWriter err;
    private final Map<String, String> printed = new TreeMap<>();

    HostReading(RunFlags flags, PrintWriter err) {
        this.flags = flags;
        this.err = err;
    }

    /** What each host printed; {@code failed} of those that could not be asked. */
    record Answers(Map<String, String> byHost, RunResult result) {}

    Answers of(String pattern, String script) {
        VaultReader vault = flags.inventory().vault();
        MapValue arguments = MapValue.ofStrings(Map.of("cmd", Value.of(script)));
        try (var assembly =
                new Assembly(flags.options(Path.of("command-line"), true, false, vault), vault, flags.rolesPath())) {
            RunResult result = assembly.deployment(
                            AdHoc.inPlans(pattern, "shell", arguments),
                            assembly.inventory(Optional.empty()),
                            this::take)
                    .needingHosts()
                    .run();
            return new Answers(printed, result);
        }
    }

    private void take(Event event) {
        if (event instanceof Event.TaskFinished finished) {
            TaskOutcome outcome = finished.outcome();
            if (outcome.failure().isPresent()) {
                err.print(
                        finished.host() + ": " + ErrorText.of(outcome.failure().get(), Style.PLAIN));
                err.flush();
            } else if (outcome.result().get("stdout") instanceof TextValue text) {
                // What a host prints is no command to the terminal.
                printed.put(finished.host(), TerminalText.of(text.toString()));
            }
        }
    }

    static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }
}
