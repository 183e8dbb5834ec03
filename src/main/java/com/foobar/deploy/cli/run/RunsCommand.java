package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.event.json.EventLine;
import com.foobar.deploy.record.RecordedRun;
import com.foobar.deploy.record.RunsFolder;
import com.foobar.deploy.template.filter.format.JsonWriter;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.view.TerminalText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runs}: what was run in this project. */
@Command(
        mixinStandardHelpOptions = true,
        subcommands = RunsCommand.Show.class,
        footer = {
            "",
            "The latest 50 runs are kept, or as many as FOOBAR_KEEP_RUNS says.",
            "",
            "Examples:",
            "  foobar-deploy runs",
            "  foobar-deploy runs show 20261123-042511-417",
            "  foobar-deploy apply --resume 20261123-042511-417"
        })
public final class RunsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<RecordedRun> runs = new RunsFolder(RunFlags.home()).all();
        if (runs.isEmpty()) {
            out.println("no run is recorded here");
        }
        runs.forEach(run -> out.println(line(run)));
        return ExitCode.FINE.number();
    }

    private static String line(RecordedRun run) {
        RecordedRun.Outcome outcome = run.outcome();
        return String.format(
                        Locale.ROOT,
                        "%s  %-5s  %-11s  %s %d  failed %d  %s  -i %s%s",
                        run.id(),
                        run.command(),
                        words(outcome.end()),
                        run.command().equals("plan") ? "to change" : "changed",
                        outcome.total("changed"),
                        outcome.total("failed") + outcome.total("unreachable"),
                        run.description().playbook(),
                        String.join(" -i ", run.description().inventory()),
                        run.description()
                                .selection()
                                .limit()
                                .map(limit -> " -l " + limit)
                                .orElse(""))
                .stripTrailing();
    }

    private static String words(RecordedRun.End end) {
        return switch (end) {
            case FINE -> "fine";
            case FAILED -> "failed";
            case UNREACHABLE -> "unreachable";
            case CUT_OFF -> "cut off";
        };
    }

    /** {@code runs show}. */
    @Command(
            name = "show",
            description = "Shows what a run was asked to do, and what it changed and where it failed.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                "Examples:",
                "  foobar-deploy runs show 20261123-042511-417",
                "  foobar-deploy runs show 20261123 --plan"
            })
    static final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "RUN", description = "The run's id, or the beginning of it.")
        private String id = "";

        @Option(names = "--plan", description = "Shows the plan that was confirmed before the run instead.")
        private boolean plan;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            CommandLine commandLine = spec.commandLine();
            PrintWriter out = commandLine.getOut();
            RecordedRun run = new RunsFolder(RunFlags.home()).run(id);
            out.println(line(run));
            out.println("by " + run.description().user() + ", begun "
                    + run.description().started());
            if (plan) {
                plan(run, out);
                return ExitCode.FINE.number();
            }
            results(run.events(), out);
            run.outcome()
                    .recap()
                    .strings()
                    .forEach((host, counts) -> out.println("  " + host + "  "
                            + (counts instanceof MapValue map
                                    ? JsonWriter.write(map, JsonWriter.Style.line(false))
                                    : "")));
            return ExitCode.FINE.number();
        }

        private static void plan(RecordedRun run, PrintWriter out) {
            if (run.planFile().isEmpty()) {
                out.println("no plan was confirmed before it");
            }
            results(run.plan(), out);
        }

        private static void results(List<EventLine> events, PrintWriter out) {
            events.stream().filter(event -> event.type().equals("result")).forEach(event -> result(event, out));
        }

        private static void result(EventLine event, PrintWriter out) {
            String mark = switch (event.text("status")) {
                case "changed" -> "~";
                case "failed" -> "!";
                case "unreachable" -> "x";
                case "conditional", "unknown" -> "?";
                default -> "";
            };
            if (!mark.isEmpty()) {
                List<String> changes =
                        event.list("changes").stream().map(String::valueOf).toList();
                String said = changes.isEmpty() ? event.text("reason") : String.join(", ", changes);
                out.println(TerminalText.of(
                        (mark + " " + event.host() + "  " + event.task() + "  " + said).stripTrailing()));
            }
        }
    }
}
