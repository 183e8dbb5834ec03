package com.foobar.deploy.engine;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.Step;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.Worker;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;

/**
 * Keeps two controllers from changing a host at the same time. The lock is an flock on a descriptor that the worker holds:
 * whatever becomes of the controller, the worker ends with the connection, and the kernel lets go.
 */
final class HostLock {
    private static final int TAKEN = 75;

    private HostLock() {}

    /**
     * A host without flock(1) is not locked; one that this run has under two names is locked once.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException LOCKED, naming who holds it
     */
    static void acquire(RunOptions options, String host, Worker worker) {
        StepResult result = worker.run(Step.resident(script(options.lockOwner())));
        if (result.rc() == TAKEN) {
            String owner = result.text().strip();
            throw Diagnostic.of(ErrorCode.LOCKED, "another run holds the lock of " + host + ": " + owner)
                    .advise("wait until it is done; the lock goes away by itself when that run ends")
                    .toException();
        }
    }

    private static ShellText script(String owner) {
        return ShellText.lit("o=").glue(owner).and("""

            if [ "$(id -u)" = 0 ]; then l=/run/foobar-deploy.lock; else l=/tmp/foobar-deploy-$(id -u).lock; fi
            if command -v flock >/dev/null 2>&1 && { : >>"$l"; } 2>/dev/null; then
              exec 9<>"$l"
              if flock -n 9; then printf '%s\\n' "$o" >"$l"
              elif [ "$(cat "$l")" = "$o" ] || { sleep 1; [ "$(cat "$l")" = "$o" ]; }; then exec 9>&-
              else cat "$l"; exec 9>&-; (exit 75)
              fi
            fi\
            """);
    }
}
