package com.foobar.deploy.cli.site;

import com.foobar.deploy.cli.option.RunFlags;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.site.operate.ReplicationPicture;
import com.foobar.deploy.site.operate.ReplicationScreen;
import com.foobar.deploy.view.TerminalText;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code replication}: what the databases are. */
@Command(
        mixinStandardHelpOptions = true,
        subcommands = ReplicationCommand.StatusCommand.class,
        synopsisSubcommandLabel = "status",
        footer = {"", "Examples:", "  foobar-deploy replication status -i inventories/lab"})
public final class ReplicationCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** One screen, read from the servers. */
    @Command(
            name = "status",
            description = {
                "Shows on one screen who is primary and replica, positions, lag, errant transactions, and who may"
                        + " write.",
                "Reads only. Exits with 6 if something is wrong."
            },
            mixinStandardHelpOptions = true,
            footer = {"", "Examples:", "  foobar-deploy replication status -i inventories/lab"})
    static final class StatusCommand implements Callable<Integer> {
        @Mixin
        private RunFlags flags = new RunFlags();

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var playbook = new OperatePlaybook(
                    flags, "replication-status.yml", spec.commandLine().getErr());
            List<String> hosts = playbook.databases();
            var picture = new ReplicationPicture();
            playbook.look(picture);
            PrintWriter out = spec.commandLine().getOut();
            out.print(TerminalText.of(ReplicationScreen.text(picture, hosts)));
            out.flush();
            return picture.findings(hosts).isEmpty() ? ExitCode.FINE.number() : ExitCode.FINDINGS.number();
        }
    }
}
