package com.foobar.deploy.engine.play;

import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.Step;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.engine.event.Recap;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.host.Threads;
import com.foobar.deploy.engine.run.RunContext;
import java.util.List;

/**
 * Leaves a line in the log of each host that was changed: who, with what, how much. It goes to the host's own journal or
 * syslog, so that there is no file of ours; a host without logger(1) keeps no record.
 */
public final class HostAudit {
    private HostAudit() {}

    public static void record(RunContext run) {
        if (run.options().check()) {
            return;
        }
        List<HostRun> changed = run.hosts().stream()
                .filter(host -> host.recap().changed() > 0 && host.recap().unreachable() == 0)
                .toList();
        Threads.each(
                changed,
                run.options().forks(),
                host -> host.anyConnection().ifPresent(connection -> write(run, host, connection)));
    }

    private static void write(RunContext run, HostRun host, HostConnection connection) {
        Recap recap = host.recap();
        String line = "%s: %s: %d changed, %d failed"
                .formatted(
                        run.options().lockOwner(),
                        run.options().playbook().getFileName(),
                        recap.changed(),
                        recap.failed());
        ShellText script = ShellText.lit("logger -t foobar-deploy --").arg(line).and(" 2>/dev/null || true");
        try {
            // As root where the run was root: the journal notes the sender, which nobody else can forge.
            connection.worker(host.changedAs()).run(Step.changing(script));
        } catch (DeployException _) {
            // the run itself has told what became of the connection
        }
    }
}
