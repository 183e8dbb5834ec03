package com.foobar.deploy.connection;

import com.foobar.deploy.value.Secret;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How to reach one host, out of Ansible's connection variables and the command line. What is empty comes from the
 * user's {@code ~/.ssh/config}, then from OpenSSH's defaults.
 *
 * @param name the inventory's name of the host, for messages
 * @param kind "ssh" or "local"
 * @param address ansible_host, else the name
 * @param jumps hosts to go through ({@code user@host:port}), nearest first
 * @param sshOptions {@code -o} options given in ansible_ssh_common_args and the like, lower-case names
 */
public record ConnectionSettings(
        String name,
        String kind,
        String address,
        Optional<Integer> port,
        Credentials credentials,
        List<String> jumps,
        HostKeys hostKeys,
        Patience patience,
        Map<String, String> sshOptions) {
    /** Who logs in, and with what. */
    public record Credentials(
            Optional<String> user, Optional<Secret> password, Optional<Path> privateKey, Optional<Secret> passphrase) {
        public static final Credentials NONE =
                new Credentials(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Which keys of hosts are accepted.
     *
     * @param known the file; empty: {@code ~/.ssh/known_hosts} and the system's
     */
    public record HostKeys(Optional<Path> known, boolean checking, boolean acceptNew) {
        public static final HostKeys STRICT = new HostKeys(Optional.empty(), true, false);
    }

    public ConnectionSettings {
        jumps = List.copyOf(jumps);
        sshOptions = Map.copyOf(sshOptions);
        if (port.filter(p -> p < 1 || p > 65535).isPresent()) {
            throw new IllegalArgumentException("a port lies between 1 and 65535");
        }
    }

    /** A host by SSH with every setting at its default: strict host keys, 10 s to connect, no retries. */
    public static ConnectionSettings ssh(String name) {
        return new ConnectionSettings(
                name,
                "ssh",
                name,
                Optional.empty(),
                Credentials.NONE,
                List.of(),
                HostKeys.STRICT,
                Patience.DEFAULT,
                Map.of());
    }
}
