package com.foobar.deploy.connection;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Picks the connector by the kind of connection, and makes each at its first use only. */
public final class Connections implements Connector {
    private final Map<String, Supplier<Connector>> makers;
    private final Map<Supplier<Connector>, Connector> made = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** @param makers by kind; kinds that share a supplier share its connector */
    public Connections(Map<String, Supplier<Connector>> makers) {
        this.makers = Map.copyOf(makers);
    }

    /** The kinds of Ansible's that mean SSH, and "local". */
    public static Connections of(Supplier<Connector> ssh, Supplier<Connector> local) {
        return new Connections(Map.of("ssh", ssh, "smart", ssh, "paramiko", ssh, "paramiko_ssh", ssh, "local", local));
    }

    @Override
    public HostConnection open(ConnectionSettings settings) {
        return connector(settings).open(settings);
    }

    /** Warms up the connections of one kind. */
    public void warmUp(String kind) {
        Supplier<Connector> maker = makers.get(kind);
        if (maker != null) {
            made(maker).warmUp();
        }
    }

    private Connector made(Supplier<Connector> maker) {
        lock.lock();
        try {
            return made.computeIfAbsent(maker, Supplier::get);
        } finally {
            lock.unlock();
        }
    }

    private Connector connector(ConnectionSettings settings) {
        String kind = settings.kind().startsWith("ansible.builtin.")
                ? settings.kind().substring("ansible.builtin.".length())
                : settings.kind();
        Supplier<Connector> maker = makers.get(kind);
        if (maker == null) {
            throw Diagnostic.of(
                            ErrorCode.CONNECTION_FAILED,
                            "`" + settings.name() + "`: there is no connection of the kind `" + settings.kind() + "`")
                    .suggest(kind, new TreeSet<>(makers.keySet()))
                    .toException();
        }
        return made(maker);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            made.values().forEach(Connector::close);
            made.clear();
        } finally {
            lock.unlock();
        }
    }
}
