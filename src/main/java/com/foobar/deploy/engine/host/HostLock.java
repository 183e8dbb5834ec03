package com.foobar.deploy.engine.host;

import com.foobar.deploy.connection.PrintableText;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.Worker;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.util.concurrent.CompletableFuture;

/**
 * Keeps two controllers from changing a host at the same time. The lock is an flock on a descriptor that the worker holds:
 * whatever becomes of the controller, the worker ends with the connection, and the kernel lets go.
 */
public final class HostLock {
    private static final int TAKEN = 75;
    private static final int NOT_PRIVATE = 76;

    private HostLock() {}

    /**
     * Asks for the lock and does not wait: what the worker is sent behind it runs behind it. A host without flock(1) is
     * not locked; one that this run has under two names is locked once.
     *
     * @param again where the run asked before: what holds the lock for it may be a worker that is about to end
     * @return fails with LOCKED, naming who holds it
     */
    public static CompletableFuture<StepResult> ask(String owner, String host, Worker worker, boolean again) {
        return worker.submit(WorkerStep.resident(script(owner, again))).thenApply(result -> taken(host, result));
    }

    private static StepResult taken(String host, StepResult result) {
        String said = PrintableText.of(result.out());
        if (result.rc() == TAKEN) {
            throw Diagnostic.of(ErrorCode.LOCKED, "another run holds the lock of " + host + ": " + said)
                    .advise("wait until it is done; the lock goes away by itself when that run ends")
                    .toException();
        }
        if (result.rc() == NOT_PRIVATE) {
            throw Diagnostic.of(
                            ErrorCode.LOCKED,
                            "the lock of " + host + " cannot be taken: `" + said
                                    + "` there is not a directory that only" + " its user may enter")
                    .advise("see on the host who made it, remove it, and run again")
                    .toException();
        }
        return result;
    }

    private static ShellText script(String owner, boolean again) {
        return ShellText.lit(again ? "again=1; o=" : "again=; o=")
                .glue(owner)
                .and("\n" + LockFile.PLACE + LockFile.PRIVATE + """
                    fd_take() {
                      if flock -n 9; then printf '%s\\n' "$o" >"$l"
                      elif [ "$(cat "$l")" = "$o" ]; then { [ "$again" ] && sleep 1 && flock -n 9; } || exec 9>&-
                      else return 1
                      fi
                    }
                    if command -v flock >/dev/null 2>&1; then
                      if ! fd_private 2>/dev/null; then
                        if [ -e "$d" ] || [ -L "$d" ]; then printf '%s\\n' "$d"; (exit 76); fi
                      elif (umask 077; : >>"$l") 2>/dev/null; then
                        exec 9<>"$l"
                        fd_take || { sleep 1; fd_take; } || { cat "$l"; exec 9>&-; (exit 75); }
                      fi
                    fi\
                    """);
    }
}
