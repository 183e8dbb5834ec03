package com.foobar.deploy.engine.host;

import com.foobar.deploy.connection.ConnectionSettings;
import com.foobar.deploy.connection.Futures;
import com.foobar.deploy.connection.HostConnection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The open connections to a host, by how they were made. Thread-safe. */
public final class HostConnections {
    private final Map<ConnectionSettings, HostConnection> connections = new ConcurrentHashMap<>();
    private final Map<ConnectionSettings, CompletableFuture<HostConnection>> early = new ConcurrentHashMap<>();

    /** Begins to connect; whoever wants the connection first gets it. */
    public void connectEarly(ConnectionSettings settings, Supplier<HostConnection> open) {
        if (!connections.containsKey(settings)) {
            early.computeIfAbsent(settings, _ -> Threads.supply(open));
        }
    }

    /** An early attempt that has failed already proves nothing: tasks in between may have made the host. */
    public HostConnection get(ConnectionSettings settings, Function<ConnectionSettings, HostConnection> open) {
        return connections.computeIfAbsent(settings, wanted -> {
            CompletableFuture<HostConnection> begun = early.remove(wanted);
            return begun == null || begun.isCompletedExceptionally() ? open.apply(wanted) : Futures.await(begun);
        });
    }

    /** One that is open, if there is one. */
    public Optional<HostConnection> any() {
        return connections.values().stream().findFirst();
    }

    public void closeAll() {
        early.values().forEach(begun -> begun.thenAccept(HostConnection::close));
        early.clear();
        connections.values().forEach(HostConnection::close);
        connections.clear();
    }
}
