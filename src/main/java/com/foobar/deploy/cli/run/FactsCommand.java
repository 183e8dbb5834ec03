package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.engine.RunResult;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.Wildcard;
import com.foobar.deploy.view.ErrorText;
import com.foobar.deploy.view.Style;
import com.foobar.deploy.view.TerminalText;
import com.foobar.deploy.view.ValueText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code facts}: what is known of hosts. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy facts lb-01 -i inventories/lab",
            "  foobar-deploy facts web -i inventories/lab --filter 'ansible_distribution*'"
        })
public final class FactsCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATTERN", description = "Which hosts.")
    private String pattern = "all";

    @Option(names = "--filter", paramLabel = "GLOB", description = "Only facts whose name matches.")
    private @Nullable String filter;

    @Mixin
    private RunFlags flags = new RunFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        VaultReader vault = flags.inventory().vault();
        try (var assembly =
                new Assembly(flags.options(Path.of("command-line"), true, false, vault), vault, flags.rolesPath())) {
            var deployment = assembly.deployment(
                    AdHoc.of(pattern, "setup", MapValue.EMPTY), assembly.inventory(Optional.empty()), sink());
            RunResult result = deployment.needingHosts().run();
            return result.exit().number();
        }
    }

    private Event.Sink sink() {
        return flags.json() ? RunReporter.view(spec.commandLine(), flags) : this::show;
    }

    private void show(Event event) {
        if (!(event instanceof Event.TaskFinished finished)) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println(finished.host() + ":");
        finished.outcome().failure().ifPresent(why -> out.print(ErrorText.of(why, Style.PLAIN)));
        if (finished.outcome().result().get("ansible_facts") instanceof MapValue facts) {
            facts.strings().entrySet().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .forEach(fact -> line(out, fact.getKey(), fact.getValue()));
        }
        out.flush();
    }

    private void line(PrintWriter out, String name, Value value) {
        String full = name.startsWith("ansible_") ? name : "ansible_" + name;
        if (filter == null || Wildcard.of(filter).matches(full)) {
            out.println("  " + TerminalText.of(full) + ": " + ValueText.oneLine(value));
        }
    }
}
