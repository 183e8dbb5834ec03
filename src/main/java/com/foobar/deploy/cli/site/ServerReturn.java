package com.foobar.deploy.cli.site;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.cli.run.RunReporter;
import com.foobar.deploy.cli.terminal.Confirmation;
import com.foobar.deploy.diagnostic.ExitCode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What rejoin and reseed have in common: a host of the group db is to follow the primary. */
final class ServerReturn {
    @Parameters(paramLabel = "HOST", description = "The host of the group db.")
    private String host = "";

    @Mixin
    private RunFlags flags = new RunFlags();

    @Mixin
    private SiteConfirmation change = new SiteConfirmation();

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    /** What will be done, for people. */
    interface Steps {
        List<String> of(String host, String primary);
    }

    /**
     * Asks, then runs the playbook that has the command's name.
     *
     * @param desired what the host's name is typed for
     */
    int run(String desired, Steps steps) {
        String command = spec.name();
        var playbook = playbook(command);
        playbook.checkDatabase(host);
        boolean confirmed = change.confirmed(
                flags.inventory(),
                () -> Confirmation.ofHost(
                        command, host, desired, spec.commandLine().getOut()),
                playbook("replication-status"),
                open -> steps.of(host, open.orElse("the primary")));
        if (!confirmed) {
            return ExitCode.DECLINED.number();
        }
        return playbook.run(Map.of("rejoin_host", host), RunReporter.view(spec.commandLine(), flags))
                .exit()
                .number();
    }

    private OperatePlaybook playbook(String name) {
        return new OperatePlaybook(flags, name + ".yml", spec.commandLine().getErr());
    }
}
