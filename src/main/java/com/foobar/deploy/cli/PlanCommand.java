package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.Deployment;
import com.foobar.deploy.engine.RunOptions;
import com.foobar.deploy.engine.RunResult;
import com.foobar.deploy.value.VaultReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plan}: what apply would do. */
@Command(
        name = "plan",
        aliases = "check",
        description = "Shows what apply would do, and changes nothing.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy plan playbooks/site.yml -i inventories/lab",
            "  foobar-deploy plan playbooks/site.yml -i inventories/lab --diff -l web",
            "  foobar-deploy plan playbooks/site.yml -i inventories/lab --detailed-exitcode"
        })
final class PlanCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PLAYBOOK", description = "The playbook.")
    private Path playbook = Path.of("playbooks/site.yml");

    @Mixin
    private RunFlags flags = new RunFlags();

    @Mixin
    private ListingFlags listing = new ListingFlags();

    @Option(names = "--detailed-exitcode", description = "Exits with 3 if something is to change.")
    private boolean detailedExitCode;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        VaultReader vault = flags.inventory().vault();
        RunOptions options = flags.options(playbook, true, false, vault);
        try (var assembly = new Assembly(options, vault, flags.rolesPath())) {
            AnsibleConfiguration.mention(spec.commandLine().getErr());
            Deployment run = assembly.deployment(whole -> whole, RunReporter.view(spec.commandLine(), flags));
            if (listing.wanted()) {
                return listing.print(assembly, run, options, spec.commandLine().getOut());
            }
            RunResult result = run.run();
            flags.showTimings(assembly.timings(), spec.commandLine().getErr());
            boolean pending = detailedExitCode && result.changes() > 0 && result.exit() == ExitCode.FINE;
            return pending ? ExitCode.CHANGES_PENDING.number() : result.exit().number();
        }
    }
}
