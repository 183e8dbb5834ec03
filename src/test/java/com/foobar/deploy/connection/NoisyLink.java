package com.foobar.deploy.connection;

import com.foobar.deploy.connection.local.LocalLink;
import java.io.IOException;

/** The controller with a login that runs something of its own first, or instead. */
final class NoisyLink implements ExecLink {
    private final ExecLink below = new LocalLink("box");
    private final String before;

    NoisyLink(String before) {
        this.before = before;
    }

    @Override
    public ShellProcess exec(String command) {
        return below.exec(before + command);
    }

    @Override
    public HostConnection.Tunnel tunnel(String host, int port) throws IOException {
        return below.tunnel(host, port);
    }

    @Override
    public boolean isOpen() {
        return below.isOpen();
    }

    @Override
    public void close() {
        below.close();
    }
}
