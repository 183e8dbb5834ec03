package com.foobar.deploy.template.filter.hash;

import java.security.SecureRandom;

/** A way to hash passwords for {@code /etc/shadow} and the like. */
public interface PasswordHash {
    static PasswordHash of(String name, String ident) {
        return switch (name) {
            case "bcrypt", "blowfish" -> new Bcrypt(ident.isEmpty() ? "2b" : ident);
            default -> ShaCrypt.of(name);
        };
    }

    /** What Ansible takes where none are given: passlib's number. */
    int usualRounds();

    /** Characters of a salt where no length is given. */
    int usualSalt();

    /** Letters, digits, {@code .} and {@code /}. */
    String hash(String password, String salt, int rounds);

    static String randomSalt(int size) {
        var random = new SecureRandom();
        var salt = new StringBuilder();
        for (int i = 0; i < size; i++) {
            salt.append(ShaCrypt.ALPHABET.charAt(random.nextInt(ShaCrypt.ALPHABET.length())));
        }
        return salt.toString();
    }
}
