package com.foobar.deploy.value;

import java.util.Locale;
import java.util.Set;

/** Names of variables that say themselves that their value is a secret. */
public final class SecretNames {
    private static final Set<String> SECRET = Set.of(
            "password",
            "passwords",
            "passwd",
            "passphrase",
            "token",
            "tokens",
            "secret",
            "secrets",
            "apikey",
            "credentials");
    /** Behind such a word these say something about the secret, which is none itself. */
    private static final Set<String> ABOUT = Set.of(
            "file",
            "files",
            "path",
            "dir",
            "folder",
            "length",
            "len",
            "size",
            "chars",
            "name",
            "names",
            "user",
            "type",
            "policy",
            "age",
            "days",
            "ttl",
            "lifetime",
            "expire",
            "expires",
            "expiry",
            "lock",
            "locked",
            "url",
            "uri",
            "enabled",
            "required",
            "prompt",
            "id",
            "ids",
            "command",
            "plugin",
            "method",
            "changed",
            "rotation",
            "source",
            "check",
            "mode",
            "owner",
            "group",
            "var",
            "variable",
            "variables",
            "update",
            "hosts",
            "port",
            "count");

    private SecretNames() {}

    /** True of {@code db_password} and {@code api_token}; false of {@code password_file} and {@code token_ttl}. */
    public static boolean isSecret(String name) {
        String[] words = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z0-9]+");
        boolean says = false;
        for (String word : words) {
            says |= SECRET.contains(word);
        }
        String last = words.length == 0 ? "" : words[words.length - 1];
        boolean order = words.length > 1
                && Set.of("update", "ask", "no", "use", "has", "expire", "lock").contains(words[0]);
        return says && !ABOUT.contains(last) && !order;
    }
}
