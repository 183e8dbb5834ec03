package com.foobar.deploy.record;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The project's key for the hashes in saved plans, in {@code .foobar/plan.key}: what a plan was made from may be secret, and
 * a hash without a key could be guessed.
 */
final class PlanKey {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private PlanKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, ALGORITHM);
    }

    /** Makes the key where there is none yet. */
    static PlanKey of(Path home) {
        Path file = home.resolve("plan.key");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(home);
                var fresh = new byte[32];
                new SecureRandom().nextBytes(fresh);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, HexFormat.of().formatHex(fresh) + "\n");
            }
            return new PlanKey(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw Diagnostic.of(
                            ErrorCode.FILE_NOT_READABLE, "the key for saved plans, " + file + ", cannot be used: " + e)
                    .toException(e);
        }
    }

    String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    String hash(byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
