package com.foobar.deploy.connection.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/** A command of the embedded server that a {@link ScriptedHost.Role} plays. */
final class ScriptedCommand implements Command {
    private final ScriptedHost.Role role;
    private InputStream input = InputStream.nullInputStream();
    private OutputStream output = OutputStream.nullOutputStream();
    private OutputStream error = OutputStream.nullOutputStream();
    private ExitCallback onExit = (status, message, immediately) -> {};

    ScriptedCommand(ScriptedHost.Role role) {
        this.role = role;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Thread.ofPlatform().daemon().name("scripted host").start(() -> {
            try {
                role.play(new ScriptedHost(input, output, error));
                onExit.onExit(0);
            } catch (IOException controllerHasGone) {
                onExit.onExit(1);
            }
        });
    }

    @Override
    public void destroy(ChannelSession channel) {
        // The streams end, and the role with them.
    }

    @Override
    public void setInputStream(InputStream in) {
        input = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        output = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        error = err;
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        onExit = callback;
    }
}
