package com.foobar.deploy.value.vault;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.AtomicFile;
import com.foobar.deploy.value.OutputFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** A file that holds secrets: read whole, and replaced whole, so that no reader ever sees half of it. */
public final class VaultFile {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path path;

    public VaultFile(Path path) {
        this.path = path;
    }

    public Place place() {
        return Place.of(path.toString());
    }

    public boolean exists() {
        return Files.exists(path);
    }

    /** @throws DeployException FILE_NOT_FOUND or FILE_NOT_READABLE */
    public byte[] read() {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw problem(ErrorCode.FILE_NOT_FOUND, "there is no file `" + path + "`", e);
        } catch (IOException e) {
            throw problem(ErrorCode.FILE_NOT_READABLE, "cannot read `" + path + "`", e);
        }
    }

    /** The encrypted text. @throws DeployException VAULT_STATE where the file is not encrypted */
    public String envelope() {
        var text = new String(read(), StandardCharsets.UTF_8);
        if (!VaultCipher.isEnvelope(text)) {
            throw Diagnostic.of(ErrorCode.VAULT_STATE, "`" + path + "` is not encrypted")
                    .at(place())
                    .advise("encrypt it with: foobar-deploy vault encrypt " + path)
                    .toException();
        }
        return text;
    }

    /** The text that is not encrypted yet. @throws DeployException VAULT_STATE where it is */
    public byte[] clear() {
        byte[] content = read();
        if (VaultCipher.isEnvelope(new String(content, StandardCharsets.UTF_8))) {
            throw Diagnostic.of(ErrorCode.VAULT_STATE, "`" + path + "` is encrypted already")
                    .at(place())
                    .advise("change its password with: foobar-deploy vault rekey " + path)
                    .toException();
        }
        return content;
    }

    /**
     * Puts the content in the place of the file in one step. Mode and owner stay; a new file has mode 0600; a symbolic
     * link stays a link.
     *
     * @throws DeployException FILE_NOT_WRITABLE; the file is then as it was
     */
    public void replace(byte[] content) {
        OutputFile.refuseSpecial(path);
        try {
            Path target = exists() ? path.toRealPath() : path.toAbsolutePath();
            AtomicFile.write(target, content, AtomicFile.PRIVATE, fresh -> takeAttributes(target, fresh));
        } catch (IOException e) {
            throw problem(ErrorCode.FILE_NOT_WRITABLE, "cannot write `" + path + "`: " + e.getMessage(), e);
        }
    }

    private static void takeAttributes(Path from, Path to) throws IOException {
        Optional<PosixFileAttributes> old = attributes(from);
        if (old.isEmpty()) {
            return;
        }
        PosixFileAttributes now = Files.readAttributes(to, PosixFileAttributes.class);
        if (!now.owner().equals(old.get().owner())) {
            Files.setOwner(to, old.get().owner());
        }
        Files.setPosixFilePermissions(to, old.get().permissions());
    }

    private static Optional<PosixFileAttributes> attributes(Path file) throws IOException {
        return Files.exists(file)
                ? Optional.of(Files.readAttributes(file, PosixFileAttributes.class))
                : Optional.empty();
    }

    private DeployException problem(ErrorCode code, String message, IOException cause) {
        return Diagnostic.of(code, message).at(place()).toException(cause);
    }
}
