package com.foobar.deploy.module.builtin.files;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.value.Digests;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file of the controller that is to be sent. Small ones are held, large ones are read again when they are sent.
 *
 * @param clear what is in it, where it is held
 * @param secret it was a vault
 */
record ControllerFile(Path file, FileContent content, Optional<byte[]> clear, boolean secret) {
    private static final String VAULT_START = "$ANSIBLE_VAULT;";
    private static final int SHORT = 4 * 1024;
    private static final int MOST_TEXTS = 500;
    private static final Map<String, Checksums> KNOWN = new ConcurrentHashMap<>();

    /** What results tell of a file, in lower-case hexadecimal. */
    record Checksums(String sha1, String md5) {
        /** Most files are short and the same on many hosts, and each is decided on more than once. */
        static Checksums of(byte[] bytes) {
            if (bytes.length > SHORT || KNOWN.size() >= MOST_TEXTS) {
                return digest(bytes);
            }
            return KNOWN.computeIfAbsent(new String(bytes, StandardCharsets.ISO_8859_1), _ -> digest(bytes));
        }

        private static Checksums digest(byte[] bytes) {
            return new Checksums(Digests.of("SHA-1", bytes), Digests.of("MD5", bytes));
        }
    }

    static ControllerFile read(Path file, boolean decrypt, VaultReader vault) {
        try {
            // Others may have no end. /dev/null is an old way to say: an empty file.
            if (Files.exists(file) && !Files.isRegularFile(file) && !file.equals(Path.of("/dev/null"))) {
                throw ArgumentProblem.of("`" + file + "` is no regular file");
            }
            long size = Files.size(file);
            if (size > FileContent.STEP_LIMIT && !(decrypt && startsAsVault(file))) {
                CompletableFuture<String> hash = LargeFiles.sha256(file, size);
                var content = new FileContent.Streamed(
                        () -> Files.newInputStream(file), size, () -> LargeFiles.await(file, hash));
                return new ControllerFile(file, content, Optional.empty(), false);
            }
            byte[] bytes = Files.readAllBytes(file);
            boolean encrypted = decrypt && startsAsVault(bytes);
            byte[] clear = encrypted
                    ? vault.decrypt(new String(bytes, StandardCharsets.UTF_8), Place.of(file.toString()))
                    : bytes;
            return new ControllerFile(file, FileContent.of(clear, encrypted), Optional.of(clear), encrypted);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static RuntimeException unreadable(Path file, IOException e) {
        return Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "cannot read `" + file + "`: " + e.getMessage())
                .toException(e);
    }

    private static boolean startsAsVault(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            return startsAsVault(stream.readNBytes(VAULT_START.length()));
        }
    }

    private static boolean startsAsVault(byte[] bytes) {
        int length = Math.min(bytes.length, VAULT_START.length());
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1).equals(VAULT_START);
    }

    /** Those of a large file cost more than sending it: only for results that somebody looks at. */
    Checksums checksums() {
        try {
            if (clear.isEmpty()) {
                return LargeFiles.checksums(file, content.size());
            }
            // What was in a vault is not kept.
            return secret ? Checksums.digest(clear.get()) : Checksums.of(clear.get());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** The same for a result; none where that would cost too much for nobody. */
    Optional<Checksums> checksums(boolean resultUsed) {
        return resultUsed || clear.isPresent() ? Optional.of(checksums()) : Optional.empty();
    }

    /** The permission bits on the controller. */
    int mode() {
        try {
            int mode = 0;
            for (PosixFilePermission permission : Files.getPosixFilePermissions(file)) {
                // The constants stand in the order of the bits, the owner's read first.
                mode |= 0400 >> permission.ordinal();
            }
            return mode;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
