package com.foobar.deploy.engine.task;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.Worker;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A connection whose streams tell how much has gone over them. */
record CountedConnection(HostConnection inner, String what, TaskProgress progress) implements HostConnection {
    @Override
    public Worker worker(Become become) {
        return inner.worker(become);
    }

    @Override
    public StepResult stream(Become become, ShellText command, InputStream input, OutputStream output)
            throws IOException {
        return inner.stream(become, command, progress.sent(what, input), progress.received(what, output));
    }

    @Override
    public Tunnel tunnel(String host, int port) throws IOException {
        return inner.tunnel(host, port);
    }

    @Override
    public void close() {
        inner.close();
    }
}
