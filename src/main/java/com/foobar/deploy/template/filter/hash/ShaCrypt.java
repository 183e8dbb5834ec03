package com.foobar.deploy.template.filter.hash;

import com.foobar.deploy.template.filter.argument.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Password hashes in the formats {@code $5$} and {@code $6$}, by Ulrich Drepper's "Unix crypt using SHA-256 and
 * SHA-512", version 0.6; the comments count its steps.
 */
enum ShaCrypt implements PasswordHash {
    SHA256("$5$", "sha256", 535_000, 32, new int[][] {
        {0, 10, 20},
        {21, 1, 11},
        {12, 22, 2},
        {3, 13, 23},
        {24, 4, 14},
        {15, 25, 5},
        {6, 16, 26},
        {27, 7, 17},
        {18, 28, 8},
        {9, 19, 29},
        {-1, 31, 30}
    }),
    SHA512("$6$", "sha512", 656_000, 64, new int[][] {
        {0, 21, 42}, {22, 43, 1}, {44, 2, 23}, {3, 24, 45}, {25, 46, 4}, {47, 5, 26}, {6, 27, 48}, {28, 49, 7},
        {50, 8, 29}, {9, 30, 51}, {31, 52, 10}, {53, 11, 32}, {12, 33, 54}, {34, 55, 13}, {56, 14, 35}, {15, 36, 57},
        {37, 58, 16}, {59, 17, 38}, {18, 39, 60}, {40, 61, 19}, {62, 20, 41}, {-1, -1, 63}
    });

    private static final int LONGEST_SALT = 16;
    private static final int IMPLIED_ROUNDS = 5000;
    private static final int FEWEST_ROUNDS = 1000;
    private static final int MOST_ROUNDS = 999_999_999;
    static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final String mark;
    private final String digest;
    private final int usualRounds;
    private final int size;
    private final int[][] order;

    ShaCrypt(String mark, String digest, int usualRounds, int size, int[][] order) {
        this.mark = mark;
        this.digest = digest;
        this.usualRounds = usualRounds;
        this.size = size;
        this.order = order;
    }

    static ShaCrypt of(String name) {
        return switch (name) {
            case "sha256", "sha256_crypt" -> SHA256;
            case "sha512", "sha512_crypt" -> SHA512;
            default ->
                throw Problem.failed(
                        "`" + name + "` is no way to hash a password here; there are bcrypt, sha256 and sha512");
        };
    }

    @Override
    public int usualRounds() {
        return usualRounds;
    }

    @Override
    public int usualSalt() {
        return LONGEST_SALT;
    }

    @Override
    public String hash(String password, String givenSalt, int givenRounds) {
        if (!givenSalt.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0)) {
            throw Problem.failed("a salt consists of letters, digits, `.` and `/`");
        }
        String salt = givenSalt.substring(0, Math.min(LONGEST_SALT, givenSalt.length()));
        int rounds = Math.clamp(givenRounds, FEWEST_ROUNDS, MOST_ROUNDS);
        byte[] sum = sum(password.getBytes(StandardCharsets.UTF_8), salt.getBytes(StandardCharsets.US_ASCII), rounds);
        String count = rounds == IMPLIED_ROUNDS ? "" : "rounds=" + rounds + "$";
        return mark + count + salt + "$" + encode(sum);
    }

    private byte[] sum(byte[] key, byte[] salt, int rounds) {
        MessageDigest context = HashFilters.algorithm(digest);
        byte[] current = firstSum(context, key, salt);
        // 13 to 16: the key's digest, as long as the key
        for (int i = 0; i < key.length; i++) {
            context.update(key);
        }
        byte[] keySequence = stretched(context.digest(), key.length);
        // 17 to 20: the salt's digest, as long as the salt
        for (int i = 0; i < 16 + (current[0] & 0xff); i++) {
            context.update(salt);
        }
        byte[] saltSequence = stretched(context.digest(), salt.length);
        // 21: the rounds
        for (int round = 0; round < rounds; round++) {
            current = nextSum(context, current, keySequence, saltSequence, round);
        }
        return current;
    }

    /** Steps 1 to 12. */
    private byte[] firstSum(MessageDigest context, byte[] key, byte[] salt) {
        context.update(key);
        context.update(salt);
        byte[] other = context.digest(key);
        context.update(key);
        context.update(salt);
        context.update(stretched(other, key.length));
        for (int bits = key.length; bits > 0; bits >>= 1) {
            context.update((bits & 1) == 1 ? other : key);
        }
        return context.digest();
    }

    private static byte[] nextSum(MessageDigest context, byte[] current, byte[] key, byte[] salt, int round) {
        boolean odd = round % 2 == 1;
        context.update(odd ? key : current);
        if (round % 3 != 0) {
            context.update(salt);
        }
        if (round % 7 != 0) {
            context.update(key);
        }
        return context.digest(odd ? current : key);
    }

    private byte[] stretched(byte[] sum, int length) {
        var out = new byte[length];
        for (int at = 0; at < length; at += size) {
            System.arraycopy(sum, 0, out, at, Math.min(size, length - at));
        }
        return out;
    }

    /** Step 22: groups of three bytes in a fixed order, six bits a letter, the lowest first. */
    private String encode(byte[] sum) {
        var out = new StringBuilder();
        for (int[] group : order) {
            int bits = 0;
            for (int position : group) {
                bits = bits << 8 | (position < 0 ? 0 : sum[position] & 0xff);
            }
            long present =
                    Arrays.stream(group).filter(position -> position >= 0).count();
            for (int letter = 0; letter <= present; letter++) {
                out.append(ALPHABET.charAt(bits & 0x3f));
                bits >>= 6;
            }
        }
        return out.toString();
    }
}
