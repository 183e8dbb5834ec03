package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.connection.Patience;
import com.foobar.deploy.value.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One server to log in to, with every setting decided.
 *
 * @param name the inventory's name, or that of the host to jump through, for messages
 * @param jumps servers to go through, nearest first
 */
record SshTarget(
        String name,
        String address,
        int port,
        String user,
        Keys keys,
        Optional<Secret> password,
        KnownKeys known,
        Patience patience,
        List<SshTarget> jumps) {
    /**
     * What to log in with.
     *
     * @param pinned the key file that the inventory or the command line names: it must be usable
     * @param identities key files of ssh_config, tried next
     * @param defaults key files tried after the agent's keys, skipped where they cannot be used
     * @param only whether the agent may offer only the keys of {@code pinned} and {@code identities}
     */
    record Keys(
            Optional<Path> pinned,
            List<Path> identities,
            List<Path> defaults,
            boolean only,
            Optional<Secret> passphrase) {
        static final Keys NONE = new Keys(Optional.empty(), List.of(), List.of(), false, Optional.empty());

        Keys {
            identities = List.copyOf(identities);
            defaults = List.copyOf(defaults);
        }
    }

    /**
     * Which keys the server may show.
     *
     * @param name what known_hosts calls the server: {@code host}, {@code [host]:port} or the alias
     * @param files to look in; a new key is added to the first
     * @param hash whether the name is added as a hash
     */
    record KnownKeys(String name, List<Path> files, HostKeyPolicy policy, boolean hash) {
        KnownKeys {
            files = List.copyOf(files);
        }
    }

    enum HostKeyPolicy {
        STRICT,
        ACCEPT_NEW,
        ACCEPT_ALL
    }

    SshTarget {
        jumps = List.copyOf(jumps);
    }

    Duration connectTimeout() {
        return patience.connectTimeout();
    }

    /** {@code user@address:port}, for messages. */
    String login() {
        String host = address.contains(":") ? "[" + address + "]" : address;
        return user + "@" + host + (port == 22 ? "" : ":" + port);
    }
}
