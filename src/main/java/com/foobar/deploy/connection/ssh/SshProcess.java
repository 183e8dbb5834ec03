package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.connection.ShellProcess;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;

/** A command on an exec channel. */
final class SshProcess implements ShellProcess {

    private final ChannelExec channel;
    private final LoginAttempt login;

    SshProcess(ChannelExec channel, LoginAttempt login) {
        this.channel = channel;
        this.login = login;
    }

    @Override
    public OutputStream input() {
        return channel.getInvertedIn();
    }

    @Override
    public InputStream output() {
        return channel.getInvertedOut();
    }

    @Override
    public InputStream error() {
        return channel.getInvertedErr();
    }

    @Override
    public OptionalInt exitStatus() {
        channel.waitFor(
                EnumSet.of(ClientChannelEvent.EXIT_STATUS, ClientChannelEvent.EXIT_SIGNAL, ClientChannelEvent.CLOSED),
                login.target.connectTimeout());
        Integer status = channel.getExitStatus();
        return status == null ? OptionalInt.empty() : OptionalInt.of(status);
    }

    @Override
    public Optional<String> brokenBy() {
        if (channel.getSession().isOpen()) {
            return Optional.empty();
        }
        String reason = login.endReason();
        return Optional.of(reason.isEmpty() ? "the host closed it" : reason);
    }

    @Override
    public void close() {
        channel.close(true);
    }
}
