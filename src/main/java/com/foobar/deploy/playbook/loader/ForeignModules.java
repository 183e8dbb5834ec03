package com.foobar.deploy.playbook.loader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Modules of Ansible's that a role may mention, though this tool does not have them: a role for several systems must load,
 * and only reaching such a task is an error.
 */
public final class ForeignModules {
    private static final String RESOURCE = "foreign-modules.txt";
    /** Their modules are all listed; of other collections any name is taken. */
    private static final List<String> LISTED = List.of("ansible.builtin", "ansible.posix", "community.mysql");

    private static final Map<String, Set<String>> SECTIONS = read();

    private ForeignModules() {}

    /** True for the short name of a known module, and for one of a collection. */
    public static boolean known(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return SECTIONS.values().stream().anyMatch(names -> names.contains(name));
        }
        String collection = name.substring(0, dot).replace("ansible.legacy", "ansible.builtin");
        if (LISTED.contains(collection)) {
            return SECTIONS.getOrDefault(collection, Set.of()).contains(name.substring(dot + 1));
        }
        return collection.matches("[a-z_][a-z0-9_]*\\.[a-z_][a-z0-9_.]*");
    }

    private static Map<String, Set<String>> read() {
        var sections = new HashMap<String, Set<String>>();
        Set<String> current = new HashSet<>();
        for (String line : text().lines().toList()) {
            if (line.startsWith("[")) {
                current = sections.computeIfAbsent(line.substring(1, line.length() - 1), _ -> new HashSet<>());
            } else if (!line.startsWith("#") && !line.isBlank()) {
                current.addAll(List.of(line.strip().split("\\s+")));
            }
        }
        return Map.copyOf(sections);
    }

    private static String text() {
        try (InputStream stream = ForeignModules.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
