package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.value.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One server to log in to, with every setting decided.
 *
 * @param name the inventory's name, or that of the host to jump through, for messages
 * @param hostKeyName what known_hosts calls it: {@code host}, {@code [host]:port} or the alias
 * @param pinned the key file that the inventory or the command line names: it must be usable
 * @param identities key files of ssh_config, tried next
 * @param defaultIdentities key files tried after the agent's keys, skipped where they cannot be used
 * @param identitiesOnly whether the agent may offer only the keys of {@code pinned} and {@code identities}
 * @param knownHosts files to look in; a new key is added to the first
 * @param jumps servers to go through, nearest first
 */
record SshTarget(
        String name,
        String address,
        int port,
        String user,
        String hostKeyName,
        Optional<Path> pinned,
        List<Path> identities,
        List<Path> defaultIdentities,
        boolean identitiesOnly,
        Optional<Secret> passphrase,
        Optional<Secret> password,
        List<Path> knownHosts,
        HostKeyPolicy hostKeyPolicy,
        boolean hashKnownHosts,
        Duration connectTimeout,
        int retries,
        Duration keepAlive,
        List<SshTarget> jumps) {
    enum HostKeyPolicy {
        STRICT,
        ACCEPT_NEW,
        ACCEPT_ALL
    }

    SshTarget {
        identities = List.copyOf(identities);
        defaultIdentities = List.copyOf(defaultIdentities);
        knownHosts = List.copyOf(knownHosts);
        jumps = List.copyOf(jumps);
    }

    /** {@code user@address:port}, for messages. */
    String login() {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return user + "@" + host + (port == 22 ? "" : ":" + port);
    }
}
