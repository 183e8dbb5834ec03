package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.engine.RunResult;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.view.ErrorText;
import com.foobar.deploy.view.Style;
import com.foobar.deploy.view.TerminalText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code exec}: one command on many hosts. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy exec web -i inventories/lab -- uptime",
            "  foobar-deploy exec all -i inventories/lab --shell -- 'df -h / | tail -1'"
        })
public final class ExecCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "PATTERN", description = "Which hosts.")
    private String pattern = "all";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "The command and its arguments.")
    private List<String> command = new ArrayList<>();

    @Option(names = "--shell", description = "The command is one text for the shell.")
    private boolean shell;

    @Mixin
    private RunFlags flags = new RunFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        flags.inventory().requireNamed("exec");
        VaultReader vault = flags.inventory().vault();
        MapValue arguments = shell
                ? MapValue.ofStrings(Map.of("cmd", Value.of(String.join(" ", command))))
                : MapValue.ofStrings(Map.of("argv", ListValue.ofStrings(command)));
        try (var assembly =
                new Assembly(flags.options(Path.of("command-line"), false, false, vault), vault, flags.rolesPath())) {
            var deployment = assembly.deployment(
                    AdHoc.of(pattern, shell ? "shell" : "command", arguments),
                    assembly.inventory(Optional.empty()),
                    sink());
            RunResult result = deployment.needingHosts().run();
            return result.exit().number();
        }
    }

    private Event.Sink sink() {
        return flags.json() ? RunReporter.view(spec.commandLine(), flags) : this::show;
    }

    private void show(Event event) {
        if (event instanceof Event.TaskFinished finished) {
            PrintWriter out = spec.commandLine().getOut();
            TaskOutcome outcome = finished.outcome();
            String rc = outcome.result().get("rc") instanceof IntValue number ? " rc " + number.number() : "";
            out.println(finished.host() + ":" + rc);
            print(out, outcome.result().get("stdout"));
            print(out, outcome.result().get("stderr"));
            if (outcome.result().get("rc") == null) {
                outcome.failure().ifPresent(why -> out.print(ErrorText.of(why, Style.PLAIN)));
            }
            out.flush();
        } else if (event instanceof Event.Warned warned) {
            spec.commandLine().getErr().println("warning: " + TerminalText.of(warned.message()));
        }
    }

    private static void print(PrintWriter out, @org.jspecify.annotations.Nullable Value text) {
        if (text instanceof TextValue value && !value.text().isEmpty()) {
            value.text().lines().forEach(line -> out.println("  " + TerminalText.of(line)));
        }
    }
}
