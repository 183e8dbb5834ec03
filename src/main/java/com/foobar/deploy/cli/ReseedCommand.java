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

/** {@code reseed}: a replica is filled anew. */
@Command(
        name = "reseed",
        description = {
            "Wipes a replica and seeds it again from the primary. Its binary logs are archived on the host first.",
            "Runs playbooks/reseed.yml.",
            "Shows what the servers are and what it will do, and asks for the host's name; -y skips both."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  foobar-deploy reseed web-01 -i inventories/lab"})
final class ReseedCommand implements Callable<Integer> {
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
                new OperatePlaybook(flags, "reseed.yml", spec.commandLine().getErr());
        playbook.checkDatabase(host);
        if (!change.confirmed(
                () -> Confirmation.ofHost(
                        "reseed",
                        host,
                        "wipe and seed it again",
                        spec.commandLine().getOut()),
                new OperatePlaybook(
                        flags, "replication-status.yml", spec.commandLine().getErr()),
                open -> List.of(
                        "the binary logs of " + host + " are archived in its /var/lib/mysql-archive",
                        "all databases of " + host + " are wiped, and copied from " + open.orElse("the primary"),
                        host + " follows " + open.orElse("the primary")))) {
            return ExitCode.DECLINED.number();
        }
        return playbook.run(Map.of("rejoin_host", host), RunReporter.view(spec.commandLine(), flags))
                .exit()
                .number();
    }
}
