package com.foobar.deploy.template.filter.hash;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import at.favre.lib.crypto.bcrypt.Radix64Encoder;
import com.foobar.deploy.template.filter.argument.Problem;
import java.nio.charset.StandardCharsets;

/**
 * The hash of Provos and Mazières, "A Future-Adaptable Password Scheme" (1999). What is after 72 bytes of a password does
 * not count, as everywhere.
 *
 * @param ident what the hash is marked with: 2a, 2b or 2y; the sums are the same
 */
record Bcrypt(String ident) implements PasswordHash {
    private static final int SALT_LETTERS = 22;

    Bcrypt {
        version(ident);
    }

    private static BCrypt.Version version(String ident) {
        return switch (ident) {
            case "2a" -> BCrypt.Version.VERSION_2A;
            case "2b" -> BCrypt.Version.VERSION_2B;
            case "2y" -> BCrypt.Version.VERSION_2Y;
            default -> throw Problem.failed("`" + ident + "` is no mark of bcrypt; there are 2a, 2b and 2y");
        };
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
        if (rounds < BCrypt.MIN_COST || rounds > BCrypt.MAX_COST) {
            throw Problem.failed("bcrypt takes 4 to 31 rounds, of which each doubles the work, not " + rounds);
        }
        if (salt.length() != SALT_LETTERS || !salt.chars().allMatch(c -> ShaCrypt.ALPHABET.indexOf(c) >= 0)) {
            throw Problem.failed("a salt of bcrypt is 22 letters, digits, `.` and `/`");
        }
        // The salt's last letter holds two bits only: it is written as those alone would be.
        byte[] bytes = new Radix64Encoder.Default().decode(salt.getBytes(StandardCharsets.US_ASCII));
        BCrypt.Version version = version(ident);
        byte[] hash = BCrypt.with(version, LongPasswordStrategies.truncate(version))
                .hash(rounds, bytes, password.getBytes(StandardCharsets.UTF_8));
        return new String(hash, StandardCharsets.US_ASCII);
    }
}
