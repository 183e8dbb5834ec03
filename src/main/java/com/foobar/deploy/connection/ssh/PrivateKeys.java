package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Private keys out of files: OpenSSH's own format and PEM, encrypted or not, with a certificate beside them. */
final class PrivateKeys {
    private final Optional<Secret> passphrase;

    PrivateKeys(Optional<Secret> passphrase) {
        this.passphrase = passphrase;
    }

    /**
     * The pairs of a file; a certificate comes before its plain key.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException PRIVATE_KEY
     */
    List<KeyPair> load(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            String what = Files.exists(file) ? "cannot be read" : "does not exist";
            throw problem(file, "the private key `" + file + "` " + what).toException();
        }
        var asked = new AtomicBoolean();
        try (InputStream text = Files.newInputStream(file)) {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(file.toString()), text, passwords(asked));
            var found = new ArrayList<KeyPair>();
            if (pairs != null) {
                pairs.forEach(found::add);
            }
            if (found.isEmpty()) {
                throw problem(file, "`" + file + "` holds no private key of a form known here")
                        .advise("`ssh-keygen -p -f " + file + "` writes it in OpenSSH's form")
                        .toException();
            }
            certificate(file, found.getFirst()).ifPresent(pair -> found.addFirst(pair));
            return found;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(file, asked.get(), e).toException(e);
        }
    }

    /** The public half, from the {@code .pub} beside it; empty where there is none. */
    static Optional<PublicKey> publicHalf(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".pub");
        return Files.isReadable(beside) ? parse(beside) : Optional.empty();
    }

    private FilePasswordProvider passwords(AtomicBoolean asked) {
        return (session, resource, retry) -> {
            asked.set(true);
            return passphrase.map(Secret::reveal).orElse(null);
        };
    }

    private Diagnostic unusable(Path file, boolean asked, Exception why) {
        if (asked && passphrase.isEmpty()) {
            return problem(file, "the private key `" + file + "` is encrypted, and there is no passphrase")
                    .advise("add it to an agent with `ssh-add " + file
                            + "`, or set `ansible_ssh_private_key_passphrase`");
        }
        if (asked) {
            return problem(file, "the passphrase does not open the private key `" + file + "`");
        }
        return problem(
                        file,
                        "the private key `" + file + "` is damaged or of a form not known here: " + why.getMessage())
                .advise("`ssh-keygen -p -f " + file + "` writes it in OpenSSH's form");
    }

    private static Optional<KeyPair> certificate(Path file, KeyPair pair) {
        Path beside = file.resolveSibling(file.getFileName() + "-cert.pub");
        if (!Files.isReadable(beside)) {
            return Optional.empty();
        }
        return parse(beside)
                .filter(OpenSshCertificate.class::isInstance)
                .map(certificate -> new KeyPair(certificate, pair.getPrivate()));
    }

    private static Optional<PublicKey> parse(Path file) {
        try {
            return AuthorizedKeyEntry.readAuthorizedKeys(file).stream()
                    .findFirst()
                    .map(entry -> resolved(entry));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static PublicKey resolved(AuthorizedKeyEntry entry) {
        try {
            return entry.resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Diagnostic problem(Path file, String message) {
        return Diagnostic.of(ErrorCode.PRIVATE_KEY, message).at(Place.of(file.toString()));
    }
}
