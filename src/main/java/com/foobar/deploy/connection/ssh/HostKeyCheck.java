package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.connection.ssh.SshTarget.HostKeyPolicy;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.OpenSshCertificate;

/** Compares a server's key with known_hosts. */
final class HostKeyCheck {
    private final HostKeyStore store;

    HostKeyCheck(HostKeyStore store) {
        this.store = store;
    }

    /** The types of keys known for a server, so that it is asked for one that can be compared. */
    List<String> knownTypes(SshTarget target) {
        return store.linesFor(target.known().files(), target.known().name()).stream()
                .filter(line -> !line.marker().equals("@revoked"))
                .map(line -> line.marker().isEmpty() ? line.key().type() : "@cert-authority")
                .distinct()
                .toList();
    }

    /** @return what is wrong with the key, or empty where it may be trusted */
    Optional<Diagnostic> problemOf(SshTarget target, PublicKey serverKey) {
        List<KnownHosts.Line> lines =
                store.linesFor(target.known().files(), target.known().name());
        boolean certified = serverKey instanceof OpenSshCertificate;
        HostKey key =
                HostKey.of(serverKey instanceof OpenSshCertificate certificate ? certificate.getCaPubKey() : serverKey);
        var revoked = lines.stream()
                .filter(line -> line.marker().equals("@revoked") && line.key().equals(key))
                .findFirst();
        if (revoked.isPresent()) {
            return Optional.of(Diagnostic.of(
                            ErrorCode.HOST_KEY_CHANGED,
                            "`" + target.name() + "`: its key " + key.fingerprint() + " is marked as revoked")
                    .at(revoked.get().place()));
        }
        String marker = certified ? "@cert-authority" : "";
        if (lines.stream()
                .anyMatch(line -> line.marker().equals(marker) && line.key().equals(key))) {
            return Optional.empty();
        }
        if (target.known().policy() == HostKeyPolicy.ACCEPT_ALL) {
            return Optional.empty();
        }
        var other = lines.stream().filter(line -> line.marker().isEmpty()).findFirst();
        if (other.isPresent()) {
            return Optional.of(changed(target, key, nearest(lines, key).orElse(other.get())));
        }
        return target.known().policy() == HostKeyPolicy.ACCEPT_NEW && !certified
                ? added(target, key)
                : Optional.of(unknown(target, key));
    }

    private static Optional<KnownHosts.Line> nearest(List<KnownHosts.Line> lines, HostKey key) {
        return lines.stream()
                .filter(line -> line.marker().isEmpty() && line.key().type().equals(key.type()))
                .findFirst();
    }

    private Optional<Diagnostic> added(SshTarget target, HostKey key) {
        if (target.known().files().isEmpty()) {
            return Optional.empty();
        }
        try {
            store.add(
                    target.known().files().getFirst(),
                    target.known().name(),
                    key,
                    target.known().hash());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(Diagnostic.of(
                    ErrorCode.HOST_KEY_UNKNOWN,
                    "`" + target.name() + "`: its key cannot be added to `"
                            + target.known().files().getFirst() + "`: " + e.getMessage()));
        }
    }

    private static Diagnostic unknown(SshTarget target, HostKey key) {
        String port = target.port() == 22 ? "" : "-p " + target.port() + " ";
        String file = target.known().files().isEmpty()
                ? "known_hosts"
                : target.known().files().getFirst().toString();
        return Diagnostic.of(
                        ErrorCode.HOST_KEY_UNKNOWN,
                        "`" + target.name() + "`: the " + key.family() + " key of `"
                                + target.known().name() + "` is not known: " + key.fingerprint())
                .advise("compare the fingerprint with the host's own: `ssh-keygen -lf /etc/ssh/ssh_host_"
                        + key.family().toLowerCase(java.util.Locale.ROOT) + "_key.pub`")
                .advise("then add it with `--accept-new-host-keys`, or with `ssh-keyscan " + port + target.address()
                        + " >> " + file + "`");
    }

    private static Diagnostic changed(SshTarget target, HostKey key, KnownHosts.Line known) {
        return Diagnostic.of(
                        ErrorCode.HOST_KEY_CHANGED,
                        "`" + target.name() + "`: the host shows the " + key.family() + " key " + key.fingerprint()
                                + ", but " + known.place() + " holds the "
                                + known.key().family() + " key "
                                + known.key().fingerprint())
                .at(known.place())
                .advise("another machine may be between you and the host: do not go on unless you know why the key"
                        + " changed")
                .advise("if the host was made anew, take the old key out: `ssh-keygen -R '"
                        + target.known().name() + "' -f " + known.place().file() + "`");
    }
}
