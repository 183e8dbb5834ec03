package com.foobar.deploy.value;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Hashes, in lower-case hexadecimal. */
public final class Digests {
    private static final int BUFFER = 64 * 1024;

    private Digests() {}

    public static String sha256(byte[] bytes) {
        return of("SHA-256", bytes);
    }

    /** @param algorithm as the JDK names it: "SHA-1", "MD5" ... */
    public static String of(String algorithm, byte[] bytes) {
        return HexFormat.of().formatHex(start(algorithm).digest(bytes));
    }

    /** Of all that the stream holds, one hash for each of the algorithms; read once, and in constant memory. */
    public static List<String> of(InputStream stream, String... algorithms) throws IOException {
        List<MessageDigest> digests =
                Arrays.stream(algorithms).map(Digests::start).toList();
        byte[] buffer = new byte[BUFFER];
        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
            for (MessageDigest digest : digests) {
                digest.update(buffer, 0, read);
            }
        }
        return digests.stream()
                .map(digest -> HexFormat.of().formatHex(digest.digest()))
                .toList();
    }

    /** The first 12 digits of the SHA-256, where a name or a comparison by eye is all that is needed. */
    public static String shortSha256(byte[] bytes) {
        return sha256(bytes).substring(0, 12);
    }

    /** @param algorithm as the JDK names it */
    public static MessageDigest start(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks " + algorithm, e);
        }
    }
}
