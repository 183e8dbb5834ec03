package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.Deployment;
import com.foobar.deploy.engine.Event;
import com.foobar.deploy.engine.RunOptions;
import com.foobar.deploy.engine.RunResult;
import com.foobar.deploy.value.VaultReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code apply}: brings hosts to the described state. */
@Command(
        name = "apply",
        description = {
            "Brings the hosts to the state that the playbook describes.",
            "Shows the plan first and asks for the inventory's name; -y skips both."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy apply playbooks/site.yml -i inventories/lab",
            "  foobar-deploy apply playbooks/site.yml -i inventories/lab -y",
            "  foobar-deploy apply playbooks/site.yml -i inventories/lab --check --diff",
            "  foobar-deploy apply playbooks/site.yml -i inventories/production -l web -t nginx -e nginx_port=8080"
        })
final class ApplyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PLAYBOOK", description = "The playbook.")
    private Path playbook = Path.of("playbooks/site.yml");

    @Mixin
    private RunFlags flags = new RunFlags();

    @Mixin
    private ListingFlags listing = new ListingFlags();

    @Option(names = "--step", description = "Asks before each task; one that is declined is left out on all hosts.")
    private boolean step;

    @Option(
            names = {"-C", "--check"},
            description = "Changes nothing: the same as plan.")
    private boolean check;

    @Option(
            names = {"-y", "--yes"},
            description = "Applies without showing the plan and asking first; needed where there is no terminal.")
    private boolean yes;

    @Option(names = "--detailed-exitcode", description = "Exits with 3 if something was changed.")
    private boolean detailedExitCode;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        VaultReader vault = flags.inventory().vault();
        RunOptions options = flags.options(playbook, check, false, vault);
        try (var assembly = new Assembly(options, vault, flags.rolesPath())) {
            AnsibleConfiguration.mention(spec.commandLine().getErr());
            Deployment run = assembly.deployment(whole -> whole, view());
            if (listing.wanted()) {
                return listing.print(assembly, run, options, spec.commandLine().getOut());
            }
            if (step) {
                run.stepping(steps());
            }
            if (!check && !yes) {
                Optional<ExitCode> ended = askedFor(assembly, options);
                if (ended.isPresent()) {
                    return ended.get().number();
                }
            }
            RunResult result = run.run();
            flags.showTimings(assembly.timings(), spec.commandLine().getErr());
            boolean changed = detailedExitCode && result.changes() > 0 && result.exit() == ExitCode.FINE;
            return changed ? ExitCode.CHANGES_PENDING.number() : result.exit().number();
        }
    }

    /** Shows the plan and asks; an exit code where the run ends with that. */
    private Optional<ExitCode> askedFor(Assembly assembly, RunOptions options) {
        var confirmation =
                Confirmation.of(options.inventorySources(), spec.commandLine().getOut());
        RunResult plan =
                assembly.plan(RunReporter.beforehand(spec.commandLine(), flags)).run();
        if (plan.exit() != ExitCode.FINE) {
            confirmation.say("nothing was changed, since the plan failed (-y applies without one)");
            return Optional.of(plan.exit());
        }
        if (plan.changes() == 0) {
            confirmation.say("there is nothing to apply");
            return Optional.of(ExitCode.FINE);
        }
        return confirmation.given() ? Optional.empty() : Optional.of(ExitCode.DECLINED);
    }

    private static StepPrompt steps() {
        if (!Terminals.interactive()) {
            throw Diagnostic.of(ErrorCode.NEEDS_CONFIRMATION, "--step asks, and there is no terminal to ask on")
                    .toException();
        }
        return new StepPrompt(Prompts::line);
    }

    private Event.Sink view() {
        return RunReporter.view(spec.commandLine(), flags);
    }
}
