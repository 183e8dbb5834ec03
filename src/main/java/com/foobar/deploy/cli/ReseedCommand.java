package com.foobar.deploy.cli;

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
            "Runs playbooks/reseed.yml."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  foobar-deploy reseed web-01 -i inventories/lab"})
final class ReseedCommand implements Callable<Integer> {
    @Parameters(paramLabel = "HOST", description = "The host of the group db.")
    private String host = "";

    @Mixin
    private RunFlags flags = new RunFlags();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var playbook = new OperatePlaybook(flags, "reseed.yml");
        playbook.checkDatabase(host);
        return playbook.run(Map.of("rejoin_host", host), RunReporter.view(spec.commandLine(), flags))
                .exit()
                .number();
    }
}
