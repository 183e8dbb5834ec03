package com.foobar.deploy.cli.run;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.Deployment;
import com.foobar.deploy.engine.RunResult;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.record.PlanEntries;
import com.foobar.deploy.record.SavedPlan;
import com.foobar.deploy.value.VaultReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plan}: what apply would do. */
@Command(
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy plan playbooks/site.yml -i inventories/lab",
            "  foobar-deploy plan playbooks/site.yml -i inventories/lab --diff -l web",
            "  foobar-deploy plan playbooks/site.yml -i inventories/lab --detailed-exitcode",
            "  foobar-deploy plan playbooks/site.yml -i inventories/lab --out site.plan"
        })
public final class PlanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PLAYBOOK", description = "The playbook.")
    private Path playbook = Path.of("playbooks/site.yml");

    @Mixin
    private RunFlags flags = new RunFlags();

    @Mixin
    private ListingFlags listing = new ListingFlags();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Saves the plan: `apply FILE` does exactly this, or refuses.")
    private @Nullable Path out;

    @Option(names = "--detailed-exitcode", description = "Exits with 3 if something is to change.")
    private boolean detailedExitCode;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        VaultReader vault = flags.inventory().vault();
        RunOptions options = flags.options(playbook, true, false, vault);
        try (var assembly = new Assembly(options, vault, flags.rolesPath())) {
            AnsibleLeftovers.mention(playbook, spec.commandLine().getErr());
            flags.inventory().mentionDefault(spec.commandLine().getErr());
            if (listing.wanted()) {
                Deployment unrun = assembly.deployment(whole -> whole, _ -> {});
                return listing.print(
                        assembly, unrun, options, spec.commandLine().getOut());
            }
            RunResult result = out == null ? recorded(assembly, options, _ -> {}) : saved(assembly, options, out);
            flags.showTimings(assembly.timings(), spec.commandLine().getErr());
            boolean pending = detailedExitCode && result.changes() > 0 && result.exit() == ExitCode.FINE;
            return pending ? ExitCode.CHANGES_PENDING.number() : result.exit().number();
        }
    }

    private RunResult recorded(Assembly assembly, RunOptions options, Event.Sink more) {
        try (var record = Recording.of(options, "plan", spec.commandLine().getErr())) {
            Event.Sink view = RunReporter.view(spec.commandLine(), flags);
            return assembly.deployment(whole -> whole, SeveralSinks.of(view, record, more))
                    .run();
        }
    }

    /** A plan that failed is not one to apply. */
    private RunResult saved(Assembly assembly, RunOptions options, Path file) {
        var entries = new PlanEntries(options);
        RunResult result = recorded(assembly, options, entries);
        if (result.exit() == ExitCode.FINE) {
            SavedPlan.of(options, entries, Instant.now()).write(file);
            spec.commandLine().getErr().println("saved: `foobar-deploy apply " + file + "` does exactly this");
        }
        return result;
    }
}
