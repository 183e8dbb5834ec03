package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.connection.ExecLink;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellProcess;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/** A session that is logged in. */
final class SshLink implements ExecLink {
    private static final Duration LONGEST_OPENING = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final ClientSession session;
    private final LoginAttempt login;

    SshLink(ClientSession session, LoginAttempt login) {
        this.session = session;
        this.login = login;
    }

    @Override
    public ShellProcess exec(String command) {
        try {
            ChannelExec channel = session.createExecChannel(command);
            opened(channel);
            return new SshProcess(channel, login);
        } catch (IOException | IllegalStateException e) {
            // The state is that the session closes in this moment.
            throw noChannel(e).toException(e);
        }
    }

    /** A busy host may take its time, as long as it answers the heartbeats: a session whose host is gone closes itself. */
    private void opened(ClientChannel channel) throws IOException {
        OpenFuture opening = channel.open();
        Duration bound = login.target.connectTimeout().compareTo(LONGEST_OPENING) > 0
                ? login.target.connectTimeout()
                : LONGEST_OPENING;
        Instant end = Instant.now().plus(bound);
        while (!opening.await(LOOK) && session.isOpen() && Instant.now().isBefore(end)) {
            // The session is looked at now and then: its end does not end every channel that is still opening.
        }
        opening.verify(Duration.ofMillis(1));
    }

    private Diagnostic noChannel(Exception why) {
        String name = "`" + login.target.name() + "`: ";
        if (!session.isOpen()) {
            String reason = login.endReason().isEmpty() ? SshFailures.plain(why) : login.endReason();
            return Diagnostic.of(ErrorCode.CONNECTION_LOST, name + "the connection broke: " + reason);
        }
        return Diagnostic.of(ErrorCode.CONNECTION_FAILED, name + "the host opens no channel: " + SshFailures.plain(why))
                .advise("its `MaxSessions` may be too small: each user on the host takes one session");
    }

    @Override
    public HostConnection.Tunnel tunnel(String host, int port) throws IOException {
        ChannelDirectTcpip channel = tcpChannel(new SshdSocketAddress(host, port));
        try {
            opened(channel);
        } catch (IOException e) {
            channel.close(true);
            throw Diagnostic.of(
                            ErrorCode.CONNECTION_FAILED,
                            "`" + login.target.name() + "`: `" + host + ":" + port + "` cannot be reached from it: "
                                    + SshFailures.plain(e))
                    .toException(e);
        }
        return new ChannelTunnel(channel);
    }

    private ChannelDirectTcpip tcpChannel(SshdSocketAddress to) throws IOException {
        try {
            return session.createDirectTcpipChannel(SshdSocketAddress.LOCALHOST_ADDRESS, to);
        } catch (IllegalStateException e) {
            throw noChannel(e).toException(e);
        }
    }

    @Override
    public boolean isOpen() {
        return session.isOpen();
    }

    @Override
    public void close() {
        Farewell.to(session);
    }

    private record ChannelTunnel(ChannelDirectTcpip channel) implements HostConnection.Tunnel {
        @Override
        public InputStream input() {
            return channel.getInvertedOut();
        }

        @Override
        public OutputStream output() {
            return channel.getInvertedIn();
        }

        @Override
        public void close() {
            channel.close(false);
        }
    }
}
