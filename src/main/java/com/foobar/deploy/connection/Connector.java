package com.foobar.deploy.connection;

/** Opens connections. One per kind of connection and process; closing it closes what it opened. Thread-safe. */
public interface Connector extends AutoCloseable {
    /**
     * Connects and logs in.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException an error of group 07
     */
    HostConnection open(ConnectionSettings settings);

    /** Makes ready what every connection needs, where that takes a while; may be called in parallel with {@link #open}. */
    default void warmUp() {}

    @Override
    void close();
}
