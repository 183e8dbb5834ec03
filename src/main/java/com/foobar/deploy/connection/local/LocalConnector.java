package com.foobar.deploy.connection.local;

import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.Connector;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The controller itself as a host: the same worker, in a child process. */
public final class LocalConnector implements Connector {
    private final Set<HostConnection> open = ConcurrentHashMap.newKeySet();

    @Override
    public HostConnection open(ConnectionSettings settings) {
        var connection = new ShellConnection(settings.name(), new LocalLink(settings.name()));
        open.add(connection);
        return connection;
    }

    @Override
    public void close() {
        open.forEach(HostConnection::close);
        open.clear();
    }
}
