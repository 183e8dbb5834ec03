package com.foobar.deploy.engine.host;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.engine.event.Recap;
import org.jspecify.annotations.Nullable;

/**
 * Leaves two lines in the log of a host that is changed: who begins with what, and how it ended. A controller that is killed
 * leaves the first. They go to the host's own journal or syslog, so that there is no file of ours; a host without logger(1)
 * keeps no record. Thread-safe.
 */
public final class HostAudit {
    /** Ends the line of a run that begins. */
    public static final String BEGAN = ": began";

    private @Nullable Become writer;

    /**
     * Before a change. Sent with the change and not waited for. Once, or once more when the run becomes root: the journal
     * notes the sender, and root is the one whom nobody else can forge.
     *
     * @param run who runs what
     */
    public synchronized void begin(String run, HostConnection connection, Become become) {
        boolean known = writer != null && (isRoot(writer) || !isRoot(become));
        if (!known) {
            writer = become;
            connection.worker(become).submit(WorkerStep.asking(line(run + BEGAN)));
        }
    }

    /** After the last change. */
    public synchronized void end(String run, HostConnection connection, Recap recap) {
        if (writer == null) {
            return;
        }
        String result = recap.equals(Recap.ZERO)
                ? "changed for other hosts"
                : "%d changed, %d failed".formatted(recap.changed(), recap.failed());
        try {
            connection.worker(writer).run(WorkerStep.alone(line(run + ": " + result)));
        } catch (DeployException _) {
            // the run itself has told what became of the connection
        }
    }

    private static boolean isRoot(Become become) {
        return become.key().equals("root");
    }

    private static ShellText line(String text) {
        return ShellText.lit("logger -t foobar-deploy --").arg(text).and(" 2>/dev/null || true");
    }
}
