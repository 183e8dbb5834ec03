package com.foobar.deploy.engine.run;

import com.foobar.deploy.value.Secret;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says about logging in; connection variables and keywords win over all of it.
 *
 * @param kind "ssh" or "local"
 * @param timeoutSeconds the longest time to connect
 */
public record LoginOptions(
        Optional<String> user,
        Optional<Secret> password,
        Optional<Path> privateKey,
        Optional<String> kind,
        boolean acceptNewHostKeys,
        int timeoutSeconds,
        BecomeOptions become) {
    public static final LoginOptions DEFAULT = new LoginOptions(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            10,
            new BecomeOptions(false, Optional.empty(), "sudo", Optional.empty()));

    /** @param method "sudo" or "su" */
    public record BecomeOptions(boolean become, Optional<String> user, String method, Optional<Secret> password) {}
}
