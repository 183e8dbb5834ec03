package com.foobar.deploy.module.builtin;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file of the controller that is to be sent. Small ones are held, large ones are read again when they are sent.
 *
 * @param secret it was a vault
 */
record ControllerFile(Path file, FileContent content, Checksums sums, boolean secret) {
    private static final String VAULT_START = "$ANSIBLE_VAULT;";
    private static final Map<Stamp, Checksums> KNOWN = new ConcurrentHashMap<>();

    /** Lower-case hexadecimal. */
    record Checksums(String sha256, String sha1, String md5) {
        static Checksums of(byte[] bytes) {
            var made = new Digesting();
            made.update(bytes, bytes.length);
            return made.finish();
        }
    }

    /** A file is hashed once, though it goes to many hosts and is decided on more than once. */
    private record Stamp(Path file, long size, FileTime modified) {}

    static ControllerFile read(Path file, boolean decrypt, VaultReader vault) {
        try {
            long size = Files.size(file);
            if (size > FileContent.STEP_LIMIT && !(decrypt && startsAsVault(file))) {
                Checksums sums = known(file, size);
                var content = new FileContent.Streamed(() -> Files.newInputStream(file), size, sums.sha256());
                return new ControllerFile(file, content, sums, false);
            }
            byte[] bytes = Files.readAllBytes(file);
            boolean encrypted = decrypt && startsAsVault(bytes);
            byte[] clear = encrypted
                    ? vault.decrypt(new String(bytes, StandardCharsets.UTF_8), Place.of(file.toString()))
                    : bytes;
            return new ControllerFile(file, FileContent.of(clear, encrypted), Checksums.of(clear), encrypted);
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

    private static Checksums known(Path file, long size) throws IOException {
        var stamp = new Stamp(file, size, Files.getLastModifiedTime(file));
        Checksums sums = KNOWN.get(stamp);
        if (sums == null) {
            sums = digest(file);
            KNOWN.put(stamp, sums);
        }
        return sums;
    }

    private static Checksums digest(Path file) throws IOException {
        var made = new Digesting();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream stream = Files.newInputStream(file)) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                made.update(buffer, read);
            }
        }
        return made.finish();
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

    private static final class Digesting {
        private final MessageDigest sha256 = algorithm("SHA-256");
        private final MessageDigest sha1 = algorithm("SHA-1");
        private final MessageDigest md5 = algorithm("MD5");

        private static MessageDigest algorithm(String name) {
            try {
                return MessageDigest.getInstance(name);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("the JDK lacks " + name, e);
            }
        }

        void update(byte[] bytes, int length) {
            sha256.update(bytes, 0, length);
            sha1.update(bytes, 0, length);
            md5.update(bytes, 0, length);
        }

        Checksums finish() {
            var hex = HexFormat.of();
            return new Checksums(
                    hex.formatHex(sha256.digest()), hex.formatHex(sha1.digest()), hex.formatHex(md5.digest()));
        }
    }
}
