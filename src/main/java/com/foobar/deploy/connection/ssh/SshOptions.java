package com.foobar.deploy.connection.ssh;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** {@code -o} options, and behind them what ssh_config says; names are lower case. */
record SshOptions(Map<String, String> given, Map<String, List<String>> config) {
    /** The first word. */
    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** The whole value as one text. */
    Optional<String> line(String name) {
        List<String> words = all(name);
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
    }

    List<String> all(String name) {
        String option = given.get(name);
        if (option != null && !option.isBlank()) {
            return List.of(option.strip().split("\\s+"));
        }
        return config.getOrDefault(name, List.of());
    }

    boolean is(String name) {
        return first(name)
                .filter(word -> word.toLowerCase(Locale.ROOT).equals("yes"))
                .isPresent();
    }
}
