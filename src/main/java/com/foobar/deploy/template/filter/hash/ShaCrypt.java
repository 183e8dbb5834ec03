package com.foobar.deploy.template.filter.hash;

import com.foobar.deploy.template.filter.argument.Problem;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.Sha2Crypt;

/** Password hashes in the formats {@code $5$} and {@code $6$} of crypt(5). */
enum ShaCrypt implements PasswordHash {
    SHA256("$5$", 535_000),
    SHA512("$6$", 656_000);

    private static final int LONGEST_SALT = 16;
    private static final int IMPLIED_ROUNDS = 5000;
    private static final int FEWEST_ROUNDS = 1000;
    private static final int MOST_ROUNDS = 999_999_999;
    static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final String mark;
    private final int usualRounds;

    ShaCrypt(String mark, int usualRounds) {
        this.mark = mark;
        this.usualRounds = usualRounds;
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
        // Where the rounds are those that a hash without a number means, it has none, as passlib writes it.
        String count = rounds == IMPLIED_ROUNDS ? "" : "rounds=" + rounds + "$";
        byte[] key = password.getBytes(StandardCharsets.UTF_8);
        return this == SHA256
                ? Sha2Crypt.sha256Crypt(key, mark + count + salt)
                : Sha2Crypt.sha512Crypt(key, mark + count + salt);
    }
}
