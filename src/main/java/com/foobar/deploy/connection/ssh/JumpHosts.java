package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.forward.ExplicitPortForwardingTracker;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/** One session per host that is jumped through, shared by all that lie behind it. Thread-safe. */
final class JumpHosts {
    private static final class Jump {
        private final ReentrantLock lock = new ReentrantLock();
        private final List<ClientSession> opened = new ArrayList<>();
    }

    private final SshLogins logins;
    private final Map<List<String>, Jump> jumps = new HashMap<>();

    JumpHosts(SshLogins logins) {
        this.logins = logins;
    }

    /** Logs in to the attempt's target through its jumps. */
    ClientSession through(LoginAttempt attempt) {
        return behind(session(attempt.target.jumps()), attempt);
    }

    private ClientSession session(List<SshTarget> chain) {
        Jump jump;
        synchronized (jumps) {
            jump = jumps.computeIfAbsent(chain.stream().map(SshTarget::login).toList(), key -> new Jump());
        }
        jump.lock.lock();
        try {
            if (!jump.opened.isEmpty() && jump.opened.getLast().isOpen()) {
                return jump.opened.getLast();
            }
            var attempt = new LoginAttempt(chain.getLast());
            ClientSession session = chain.size() == 1
                    ? logins.authenticated(attempt, SshLogins.addresses(chain.getLast()))
                    : behind(session(chain.subList(0, chain.size() - 1)), attempt);
            jump.opened.add(session);
            return session;
        } finally {
            jump.lock.unlock();
        }
    }

    private ClientSession behind(ClientSession jump, LoginAttempt attempt) {
        SshTarget target = attempt.target;
        try {
            ExplicitPortForwardingTracker door = jump.createLocalPortForwardingTracker(
                    new SshdSocketAddress("127.0.0.1", 0), new SshdSocketAddress(target.address(), target.port()));
            InetSocketAddress entry = door.getBoundAddress().toInetSocketAddress();
            try {
                ClientSession session = logins.authenticated(attempt, List.of(entry));
                session.addCloseFutureListener(closed -> shut(door));
                return session;
            } catch (DeployException failure) {
                shut(door);
                throw failure.diagnostic().code() == ErrorCode.CONNECTION_FAILED
                        ? explained(jump, target, failure)
                        : failure;
            }
        } catch (IOException e) {
            throw Diagnostic.of(
                            ErrorCode.CONNECTION_FAILED,
                            "`" + target.name() + "`: no way through the host before it: " + SshFailures.plain(e))
                    .toException(e);
        }
    }

    /** Through the door a refusal looks like a hang-up; a channel of its own tells the reason. */
    private static DeployException explained(ClientSession jump, SshTarget target, DeployException failure) {
        String before =
                LoginAttempt.of(jump).map(attempt -> attempt.target.name()).orElse("");
        try {
            ChannelDirectTcpip probe = jump.createDirectTcpipChannel(
                    SshdSocketAddress.LOCALHOST_ADDRESS, new SshdSocketAddress(target.address(), target.port()));
            probe.open().verify(target.connectTimeout());
            probe.close(true);
            return failure;
        } catch (IOException e) {
            String reason = SshFailures.plain(e);
            ErrorCode code = reason.contains("refused")
                    ? ErrorCode.HOST_REFUSED
                    : SshFailures.isTimeout(e) ? ErrorCode.HOST_TIMEOUT : ErrorCode.CONNECTION_FAILED;
            return Diagnostic.of(
                            code,
                            "`" + target.name() + "`: `" + target.address() + "` port " + target.port()
                                    + " cannot be reached through `" + before + "`: " + reason)
                    .advise("the name is looked up, and the way must be open, from `" + before + "`")
                    .toException(e);
        }
    }

    private static void shut(ExplicitPortForwardingTracker door) {
        try {
            door.close();
        } catch (IOException gone) {
            // The session below is gone, and the door with it.
        }
    }

    void close() {
        synchronized (jumps) {
            jumps.values().forEach(jump -> jump.opened.forEach(Farewell::to));
            jumps.clear();
        }
    }
}
