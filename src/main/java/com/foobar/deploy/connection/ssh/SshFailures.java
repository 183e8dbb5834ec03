package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.InterruptedByTimeoutException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;

/** Turns what goes wrong between the name and the login into errors of ours. */
final class SshFailures {
    private SshFailures() {}

    static Diagnostic notResolved(SshTarget target) {
        return Diagnostic.of(
                        ErrorCode.HOST_NOT_RESOLVED,
                        "`" + target.name() + "`: the name `" + target.address() + "` has no address")
                .advise("set `ansible_host` to a name or an address that can be reached from here");
    }

    /** No TCP connection came about. */
    static Diagnostic connecting(LoginAttempt attempt, Throwable failure) {
        SshTarget target = attempt.target;
        String where = "`" + target.name() + "`: `" + target.address() + "` port " + target.port();
        String words = plain(failure);
        if (isTimeout(failure)) {
            return timeout(target, where + " does not answer");
        }
        if (has(failure, NoRouteToHostException.class) || words.contains("unreachable")) {
            return Diagnostic.of(ErrorCode.HOST_TIMEOUT, where + " cannot be reached: " + words)
                    .advise("is the host up, and is there a route to it?");
        }
        if (has(failure, ConnectException.class)) {
            return Diagnostic.of(ErrorCode.HOST_REFUSED, where + " refuses the connection")
                    .advise("is sshd running there, on this port (`ansible_port`)?");
        }
        // A server that hangs up at once may do so before the connection is reported.
        return greeting(attempt, failure);
    }

    /** TCP is there, but no key exchange came about. */
    static Diagnostic greeting(LoginAttempt attempt, Throwable failure) {
        SshTarget target = attempt.target;
        String where = "`" + target.name() + "`: `" + target.address() + "` port " + target.port();
        if (isTimeout(failure)) {
            return timeout(target, where + " takes the connection but does not answer in SSH");
        }
        String reason = attempt.endReason().isEmpty() ? plain(failure) : attempt.endReason();
        if (reason.contains("negotiate")) {
            return Diagnostic.of(ErrorCode.CONNECTION_FAILED, where + " shares no algorithm with us: " + reason)
                    .advise("a current OpenSSH server shares several");
        }
        return Diagnostic.of(ErrorCode.CONNECTION_FAILED, where + " ended the connection before the login: " + reason)
                .advise("is it an SSH server? One that is overrun drops connections (`MaxStartups`): use fewer"
                        + " `--forks`");
    }

    /** The key exchange is done, but not the login. */
    static Diagnostic loggingIn(LoginAttempt attempt, Throwable failure) {
        SshTarget target = attempt.target;
        if (isTimeout(failure)) {
            return timeout(target, "`" + target.name() + "`: the login of `" + target.login() + "` does not end");
        }
        String reason = attempt.endReason().isEmpty() ? plain(failure) : attempt.endReason();
        boolean exhausted = failure instanceof SshException ssh
                && ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE;
        List<String> tried = attempt.tried();
        String what = tried.isEmpty() ? "nothing to try" : "tried " + String.join(", ", tried);
        if (!exhausted && attempt.serverAccepts().isEmpty() && tried.isEmpty()) {
            return Diagnostic.of(
                    ErrorCode.CONNECTION_LOST, "`" + target.name() + "`: the connection broke at the login: " + reason);
        }
        Diagnostic refused = Diagnostic.of(
                ErrorCode.LOGIN_REFUSED,
                "`" + target.name() + "`: the login as `" + target.login() + "` was refused; " + what);
        if (!exhausted) {
            refused = refused.advise("the connection ended: " + reason);
        }
        if (reason.contains("Too many authentication failures")) {
            refused = refused.advise("name one key with `--private-key` and set `IdentitiesOnly yes`");
        }
        if (!attempt.serverAccepts().isEmpty()) {
            refused = refused.advise("the host takes: " + String.join(", ", attempt.serverAccepts()));
        }
        for (String note : attempt.notes()) {
            refused = refused.advise(note);
        }
        return refused.advise("name the user with `-u`, the key with `--private-key`, or ask for a password with `-k`");
    }

    private static Diagnostic timeout(SshTarget target, String what) {
        return Diagnostic.of(
                        ErrorCode.HOST_TIMEOUT,
                        what + " within " + target.connectTimeout().toSeconds() + " s")
                .advise("is the host up, and does a firewall let the port through? `--timeout` waits longer");
    }

    static boolean isTimeout(Throwable failure) {
        return has(failure, TimeoutException.class)
                || has(failure, SocketTimeoutException.class)
                || has(failure, InterruptedByTimeoutException.class)
                || plain(failure).contains("timed out");
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    /** The innermost message, without names of classes. */
    static String plain(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        if (inner instanceof EOFException) {
            return "the host closed it";
        }
        if (String.valueOf(inner.getMessage()).contains("heartbeat")) {
            return "the host no longer answers";
        }
        String message = inner.getMessage() == null ? "no reason is known" : inner.getMessage();
        return message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
