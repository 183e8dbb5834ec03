package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.value.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Tells whether a password is the one a database keeps, for the two plug-ins whose stored form can be computed:
 * {@code mysql_native_password} ({@code *} and SHA-1 twice) and {@code caching_sha2_password} ({@code $A$005$}, 20 bytes
 * of salt, SHA-256 crypt of 5 thousand rounds).
 *
 * @param plugin as the server names it
 * @param stored its authentication string
 */
record StoredPassword(String plugin, byte[] stored) {
    private static final int SALT = 20;
    private static final int HEAD = 7;
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final int[][] ORDER = {
        {0, 10, 20}, {21, 1, 11}, {12, 22, 2}, {3, 13, 23}, {24, 4, 14},
        {15, 25, 5}, {6, 16, 26}, {27, 7, 17}, {18, 28, 8}, {9, 19, 29}
    };

    static StoredPassword ofHex(String plugin, String hex) {
        return new StoredPassword(plugin, HexFormat.of().parseHex(hex));
    }

    /** False too where it cannot be told. */
    boolean is(String password) {
        if (password.isEmpty()) {
            return stored.length == 0;
        }
        return switch (plugin) {
            case "mysql_native_password" -> text().equalsIgnoreCase(nativeHash(password));
            case "caching_sha2_password" -> isCachingSha2(password);
            default -> false;
        };
    }

    String text() {
        return new String(stored, StandardCharsets.ISO_8859_1);
    }

    static String nativeHash(String password) {
        MessageDigest sha1 = Digests.start("SHA-1");
        byte[] once = sha1.digest(password.getBytes(StandardCharsets.UTF_8));
        return "*" + HexFormat.of().formatHex(sha1.digest(once)).toUpperCase(Locale.ROOT);
    }

    private boolean isCachingSha2(String password) {
        String head = text().length() > HEAD + SALT ? text().substring(0, HEAD) : "";
        if (!head.matches("\\$A\\$[0-9A-F]{3}\\$")) {
            return false;
        }
        int rounds = Integer.parseInt(head.substring(3, 6), 16) * 1000;
        byte[] salt = Arrays.copyOfRange(stored, HEAD, HEAD + SALT);
        String kept = text().substring(HEAD + SALT);
        return kept.equals(shaCrypt(password.getBytes(StandardCharsets.UTF_8), salt, rounds));
    }

    /** SHA-256 crypt as specified by Drepper, "Unix crypt using SHA-256 and SHA-512", steps 1 to 22. */
    static String shaCrypt(byte[] key, byte[] salt, int rounds) {
        MessageDigest sha = Digests.start("SHA-256");
        sha.update(key);
        sha.update(salt);
        byte[] mixed = sha.digest(key);

        sha.update(key);
        sha.update(salt);
        sha.update(repeated(mixed, key.length));
        for (int bits = key.length; bits > 0; bits >>= 1) {
            sha.update((bits & 1) == 1 ? mixed : key);
        }
        byte[] state = sha.digest();

        for (int i = 0; i < key.length; i++) {
            sha.update(key);
        }
        byte[] p = repeated(sha.digest(), key.length);
        for (int i = 0; i < 16 + (state[0] & 0xff); i++) {
            sha.update(salt);
        }
        byte[] s = repeated(sha.digest(), salt.length);

        for (int round = 0; round < rounds; round++) {
            boolean odd = (round & 1) == 1;
            sha.update(odd ? p : state);
            if (round % 3 != 0) {
                sha.update(s);
            }
            if (round % 7 != 0) {
                sha.update(p);
            }
            state = sha.digest(odd ? state : p);
        }
        return encoded(state);
    }

    private static byte[] repeated(byte[] block, int length) {
        byte[] all = new byte[length];
        for (int i = 0; i < length; i++) {
            all[i] = block[i % block.length];
        }
        return all;
    }

    /** Three bytes make four letters, in the order of the specification. */
    private static String encoded(byte[] hash) {
        var text = new StringBuilder();
        for (int[] three : ORDER) {
            append(text, (hash[three[0]] & 0xff) << 16 | (hash[three[1]] & 0xff) << 8 | hash[three[2]] & 0xff, 4);
        }
        append(text, (hash[31] & 0xff) << 8 | hash[30] & 0xff, 3);
        return text.toString();
    }

    private static void append(StringBuilder text, int bits, int letters) {
        for (int i = 0; i < letters; i++) {
            text.append(ALPHABET.charAt(bits >> 6 * i & 0x3f));
        }
    }
}
