package com.foobar.deploy.connection.ssh;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Private keys out of files: OpenSSH's own format and PEM, encrypted or not, with a certificate beside them. */
final class PrivateKeys {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Optional<Secret> passphrase;
    private final Passphrases asked;

    /** The user is not asked for the passphrase of an encrypted key. */
    PrivateKeys(Optional<Secret> passphrase) {
        this(passphrase, new Passphrases(PassphrasePrompt.NOBODY));
    }

    PrivateKeys(Optional<Secret> passphrase, Passphrases asked) {
        this.passphrase = passphrase;
        this.asked = asked;
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
        checkPrivate(file);
        Optional<List<KeyPair>> pairs = read(file, passphrase);
        if (pairs.isEmpty() && passphrase.isEmpty()) {
            pairs = asked.of(file, secret -> read(file, Optional.of(secret)).isPresent())
                    .flatMap(secret -> read(file, Optional.of(secret)));
        }
        return pairs.orElseThrow(() -> locked(file).toException());
    }

    /** As OpenSSH does: a key of one's own that others can read is not used. */
    private static void checkPrivate(Path file) {
        try {
            var attributes = Files.readAttributes(file, PosixFileAttributes.class);
            boolean own = attributes.owner().getName().equals(System.getProperty("user.name"));
            if (own && !OWNERS.containsAll(attributes.permissions())) {
                throw problem(
                                file,
                                "the private key `" + file + "` is open to other users ("
                                        + PosixFilePermissions.toString(attributes.permissions()) + ") and is not used")
                        .advise("`chmod 600 " + file + "`; if others had access to it, make a new key")
                        .toException();
            }
        } catch (IOException | UnsupportedOperationException noModesThere) {
            // The file system knows no owner and no mode.
        }
    }

    /** @return empty where the key is encrypted, and not with this passphrase */
    private static Optional<List<KeyPair>> read(Path file, Optional<Secret> passphrase) {
        var encrypted = new AtomicBoolean();
        try (InputStream text = Files.newInputStream(file)) {
            Iterable<KeyPair> pairs = SecurityUtils.loadKeyPairIdentities(
                    null, NamedResource.ofName(file.toString()), text, passwords(passphrase, encrypted));
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
            return Optional.of(found);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            if (encrypted.get()) {
                return Optional.empty();
            }
            throw damaged(file, e).toException(e);
        }
    }

    /** The public half, from the {@code .pub} beside it; empty where there is none. */
    static Optional<PublicKey> publicHalf(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".pub");
        return Files.isReadable(beside) ? parse(beside) : Optional.empty();
    }

    private static FilePasswordProvider passwords(Optional<Secret> passphrase, AtomicBoolean encrypted) {
        return (session, resource, retry) -> {
            encrypted.set(true);
            return passphrase.map(Secret::reveal).orElse(null);
        };
    }

    private Diagnostic locked(Path file) {
        if (passphrase.isPresent()) {
            return problem(file, "the passphrase does not open the private key `" + file + "`");
        }
        return problem(file, "the private key `" + file + "` is encrypted, and there is no passphrase")
                .advise("add it to an agent with `ssh-add " + file
                        + "`, set `ansible_ssh_private_key_passphrase`, or answer on a terminal");
    }

    private static Diagnostic damaged(Path file, Exception why) {
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
