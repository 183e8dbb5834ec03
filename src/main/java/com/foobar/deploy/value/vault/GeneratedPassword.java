package com.foobar.deploy.value.vault;

import java.security.SecureRandom;
import java.util.Base64;

/** A random password for a server or a vault. */
public final class GeneratedPassword {
    /** Gives 32 letters, the most that MySQL takes for a replica's password. */
    private static final int RANDOM_BYTES = 24;

    private GeneratedPassword() {}

    public static String next(SecureRandom random) {
        var bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
