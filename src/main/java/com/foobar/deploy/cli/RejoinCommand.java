package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rejoin}: a database comes back as a replica. */
@Command(
        name = "rejoin",
        description = {
            "Has a former primary, or a replica that was away, follow the primary.",
            "What it has of its own is archived on the host, never replicated; then it is seeded again.",
            "Runs playbooks/rejoin.yml.",
            "Shows what the servers are and what it will do, and asks for the host's name; -y skips both."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  foobar-deploy rejoin web-01 -i inventories/lab"})
final class RejoinCommand implements Callable<Integer> {
    @Parameters(paramLabel = "HOST", description = "The host of the group db.")
    private String host = "";

    @Mixin
    private RunFlags flags = new RunFlags();

    @Mixin
    private HostChange change = new HostChange();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var playbook =
                new OperatePlaybook(flags, "rejoin.yml", spec.commandLine().getErr());
        playbook.checkDatabase(host);
        if (!change.confirmed(
                () -> Confirmation.ofHost(
                        "rejoin", host, "have it rejoin", spec.commandLine().getOut()),
                new OperatePlaybook(
                        flags, "replication-status.yml", spec.commandLine().getErr()),
                open -> List.of(
                        host + " starts, closed to writes",
                        "if it has transactions that " + open.orElse("the primary")
                                + " lacks, they are archived on the host, and it is wiped and seeded again",
                        host + " follows " + open.orElse("the primary")))) {
            return ExitCode.DECLINED.number();
        }
        return playbook.run(Map.of("rejoin_host", host), RunReporter.view(spec.commandLine(), flags))
                .exit()
                .number();
    }
}
