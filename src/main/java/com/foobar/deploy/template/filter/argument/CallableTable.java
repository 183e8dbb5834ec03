package com.foobar.deploy.template.filter.argument;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Filters, tests or lookups by name; a name may carry the collection it comes from in Ansible. */
public final class CallableTable<T> {
    private static final Set<String> COLLECTIONS =
            Set.of("ansible.builtin", "ansible.legacy", "ansible.utils", "ansible.netcommon", "community.general");

    private final Map<String, T> callables = new TreeMap<>();

    public void add(String name, T callable, String... aliases) {
        put(name, callable);
        for (String alias : aliases) {
            put(alias, callable);
        }
    }

    private void put(String name, T callable) {
        if (callables.putIfAbsent(name, callable) != null) {
            throw new IllegalStateException("`" + name + "` is there twice");
        }
    }

    public Optional<T> find(String name) {
        int dot = name.lastIndexOf('.');
        boolean qualified = dot > 0 && COLLECTIONS.contains(name.substring(0, dot));
        return Optional.ofNullable(callables.get(qualified ? name.substring(dot + 1) : name));
    }

    public List<String> names() {
        return List.copyOf(callables.keySet());
    }
}
