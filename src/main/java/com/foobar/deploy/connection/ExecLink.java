package com.foobar.deploy.connection;

import java.io.IOException;

/** What a kind of connection gives: commands on a host, tunnels, and an end. Thread-safe. */
public interface ExecLink extends AutoCloseable {
    /**
     * Starts a command in the login shell of the user.
     *
     * @param command understood alike by POSIX shells, csh and fish; it never holds a secret
     * @throws com.foobar.deploy.diagnostic.DeployException an error of group 07
     */
    ShellProcess exec(String command);

    HostConnection.Tunnel tunnel(String host, int port) throws IOException;

    /** Whether each command has a process group of its own, which may be killed as a whole. */
    default boolean groupsProcesses() {
        return true;
    }

    /** Whether commands can still be started. */
    boolean isOpen();

    @Override
    void close();
}
