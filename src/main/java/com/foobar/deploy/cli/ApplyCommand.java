package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.ExitCode;
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

/** {@code apply}: brings hosts to the described state. */
@Command(
        name = "apply",
        description = "Brings the hosts to the state that the playbook describes.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  foobar-deploy apply playbooks/site.yml -i inventories/lab",
            "  foobar-deploy apply playbooks/site.yml -i inventories/lab --check --diff",
            "  foobar-deploy apply playbooks/site.yml -i inventories/production -l web -t nginx -e nginx_port=8080"
        })
final class ApplyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PLAYBOOK", description = "The playbook.")
    private Path playbook = Path.of("playbooks/site.yml");

    @Mixin
    private RunFlags flags = new RunFlags();

    @Option(
            names = {"-C", "--check"},
            description = "Changes nothing: the same as plan.")
    private boolean check;

    @Option(
            names = {"-y", "--yes"},
            description = "Asks nothing; so far nothing is asked in any case.")
    private boolean yes;

    @Option(names = "--detailed-exitcode", description = "Exits with 3 if something was changed.")
    private boolean detailedExitCode;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        VaultReader vault = flags.inventory().vault();
        try (var assembly = new Assembly(flags.options(playbook, check, false, vault), vault, flags.rolesPath())) {
            AnsibleConfiguration.mention(spec.commandLine().getErr());
            RunResult result = assembly.deployment(
                            whole -> whole, RunReporter.view(spec.commandLine().getOut(), flags))
                    .run();
            boolean changed = detailedExitCode && result.changes() > 0 && result.exit() == ExitCode.FINE;
            return changed ? ExitCode.CHANGES_PENDING.number() : result.exit().number();
        }
    }
}
