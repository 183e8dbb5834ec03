package com.foobar.deploy.value;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
    /** After such a word these say something about the secret, which is none itself. */
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
            "count",
            "max",
            "min",
            "warn");

    private static final Set<String> ORDERS = Set.of("update", "ask", "no", "use", "has", "expire", "lock");
    private static final List<String> QUICK = List.of("pass", "token", "secret", "apikey", "credential");
    private static final int MOST_KNOWN = 10_000;
    private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

    private SecretNames() {}

    /** A value as a variable of that name: secret where the name says so. Lists and mappings stay as they are. */
    public static Value mark(String name, Value value) {
        boolean scalar = value instanceof TextValue || value instanceof IntValue || value instanceof FloatValue;
        return scalar && isSecret(name) ? value.asSecret() : value;
    }

    /** As {@link #mark}, with the texts in lists and mappings: what a task registers has numbers that are none. */
    public static Value markTexts(String name, Value value) {
        return isSecret(name) ? hidden(value) : value;
    }

    /** As {@link #markTexts}, by the names of the entries within: for what a host tells of itself. */
    public static Value markEntries(Value value) {
        return switch (value) {
            case ListValue list ->
                new ListValue(
                        list.items().stream().map(SecretNames::markEntries).toList());
            case MapValue map -> {
                var marked = new LinkedHashMap<Value, Value>();
                map.entries()
                        .forEach((name, entry) -> marked.put(name, markTexts(name.toString(), markEntries(entry))));
                yield new MapValue(marked);
            }
            default -> value;
        };
    }

    /** A value whose texts are all secret, and whose numbers stay numbers. */
    public static Value hidden(Value value) {
        return switch (value) {
            case TextValue text -> text.withSecret();
            case ListValue list ->
                new ListValue(list.items().stream().map(SecretNames::hidden).toList());
            case MapValue map -> map.mapValues(SecretNames::hidden);
            default -> value;
        };
    }

    /** True of {@code db_password} and {@code api_token}; false of {@code password_file} and {@code token_ttl}. */
    public static boolean isSecret(String name) {
        if (!mayBeSecret(name)) {
            return false;
        }
        // asked for every name in every expression
        return KNOWN.size() < MOST_KNOWN ? KNOWN.computeIfAbsent(name, SecretNames::says) : says(name);
    }

    /** A file of variables may hold a hundred thousand names: most are told apart here, where nothing is made. */
    private static boolean mayBeSecret(String name) {
        for (int at = 0; at < name.length(); at++) {
            for (String part : QUICK) {
                if (name.regionMatches(true, at, part, 0, part.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean says(String name) {
        String lower = name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
        String[] words = lower.split("[^a-z0-9]+");
        String last = words.length == 0 ? "" : words[words.length - 1];
        boolean says = Arrays.stream(words).anyMatch(SECRET::contains) || words.length > 1 && last.equals("pass");
        boolean order = words.length > 1 && ORDERS.contains(words[0]);
        return says && !order && !ABOUT.contains(last);
    }
}
