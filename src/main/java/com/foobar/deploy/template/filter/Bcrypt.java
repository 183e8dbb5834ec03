package com.foobar.deploy.template.filter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * The hash of Provos and Mazières, "A Future-Adaptable Password Scheme" (1999): Blowfish with a key schedule that takes
 * 2 to the power of the rounds.
 *
 * @param ident what the hash is marked with: 2a, 2b or 2y; the sums are the same
 */
record Bcrypt(String ident) implements PasswordHash {
    private static final String OWN_ALPHABET = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String BASE64_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int SALT_LETTERS = 22;
    private static final int LONGEST_KEY = 72;
    private static final int SUM_BYTES = 23;
    private static final byte[] TEXT = "OrpheanBeholderScryDoubt".getBytes(StandardCharsets.US_ASCII);

    Bcrypt {
        if (!ident.matches("2[aby]")) {
            throw Problem.failed("`" + ident + "` is no mark of bcrypt; there are 2a, 2b and 2y");
        }
    }

    @Override
    public int usualRounds() {
        return 12;
    }

    @Override
    public int usualSalt() {
        return SALT_LETTERS;
    }

    @Override
    public String hash(String password, String salt, int rounds) {
        if (rounds < 4 || rounds > 31) {
            throw Problem.failed("bcrypt takes 4 to 31 rounds, of which each doubles the work, not " + rounds);
        }
        if (salt.length() != SALT_LETTERS || !salt.chars().allMatch(c -> OWN_ALPHABET.indexOf(c) >= 0)) {
            throw Problem.failed("a salt of bcrypt is 22 letters, digits, `.` and `/`");
        }
        byte[] bytes = Base64.getDecoder().decode(translated(salt, OWN_ALPHABET, BASE64_ALPHABET));
        byte[] sum = sum(password.getBytes(StandardCharsets.UTF_8), bytes, rounds);
        // The salt's last letter holds two bits only: it is written as those alone would be.
        return "$%s$%02d$%s%s".formatted(ident, rounds, encoded(bytes), encoded(Arrays.copyOf(sum, SUM_BYTES)));
    }

    private static String encoded(byte[] bytes) {
        return translated(Base64.getEncoder().withoutPadding().encodeToString(bytes), BASE64_ALPHABET, OWN_ALPHABET);
    }

    private static String translated(String text, String from, String to) {
        var out = new StringBuilder();
        text.chars().forEach(c -> out.append(to.charAt(from.indexOf(c))));
        return out.toString();
    }

    private static byte[] sum(byte[] password, byte[] salt, int rounds) {
        // The end of a C string is part of the key.
        byte[] key = Arrays.copyOf(password, Math.min(password.length + 1, LONGEST_KEY));
        var cipher = new Blowfish();
        cipher.expand(key, salt);
        for (long round = 0; round < 1L << rounds; round++) {
            cipher.expand(key);
            cipher.expand(salt);
        }
        ByteBuffer text = ByteBuffer.wrap(TEXT.clone());
        for (int block = 0; block < TEXT.length; block += Long.BYTES) {
            long both = text.getLong(block);
            for (int i = 0; i < 64; i++) {
                both = cipher.encrypted(both);
            }
            text.putLong(block, both);
        }
        return text.array();
    }
}
