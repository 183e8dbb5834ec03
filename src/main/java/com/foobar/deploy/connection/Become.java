package com.foobar.deploy.connection;

import com.foobar.deploy.value.Secret;
import java.util.Optional;

/**
 * Who a step runs as.
 *
 * @param user empty: the user who logged in
 * @param method "sudo" or "su"
 */
public record Become(Optional<String> user, String method, Optional<Secret> password) {
    public static final Become NOBODY_ELSE = new Become(Optional.empty(), "sudo", Optional.empty());

    public static Become sudo(String user) {
        return new Become(Optional.of(user), "sudo", Optional.empty());
    }

    /** The key of the worker: the password does not make another user. */
    public String key() {
        return user.orElse("");
    }
}
