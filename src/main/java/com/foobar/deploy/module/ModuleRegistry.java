package com.foobar.deploy.module;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Finds modules by name; a module's class is loaded when it is first asked for. Thread-safe. */
public final class ModuleRegistry {
    private static final List<String> COLLECTIONS = List.of(
            "ansible.builtin.",
            "ansible.legacy.",
            "ansible.posix.",
            "community.general.",
            "community.mysql.",
            "community.crypto.");

    private final Map<String, Supplier<? extends Module<?>>> factories = new LinkedHashMap<>();
    private final Map<String, Module<?>> made = new ConcurrentHashMap<>();

    public ModuleRegistry(List<ModuleSet> sets) {
        for (ModuleSet set : sets) {
            set.entries().forEach(entry -> factories.put(entry.name(), entry.factory()));
        }
    }

    /** By its short or fully qualified name. */
    public Optional<Module<?>> find(String name) {
        String shortName = shortName(name);
        Supplier<? extends Module<?>> factory = factories.get(shortName);
        return factory == null ? Optional.empty() : Optional.of(made.computeIfAbsent(shortName, _ -> factory.get()));
    }

    /** Without the collections that this tool stands in for. */
    public static String shortName(String name) {
        for (String collection : COLLECTIONS) {
            if (name.startsWith(collection)) {
                return name.substring(collection.length());
            }
        }
        return name;
    }

    public Set<String> names() {
        return factories.keySet();
    }
}
