package com.foobar.deploy.template;

import com.foobar.deploy.value.Value;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A scope with some names defined over an outer one. */
record LayeredScope(Scope outer, Map<String, Value> inner) implements Scope {
    @Override
    public Value lookup(String name) {
        Value value = inner.get(name);
        return value == null ? outer.lookup(name) : value;
    }

    @Override
    public Set<String> names() {
        var names = new HashSet<>(outer.names());
        names.addAll(inner.keySet());
        return names;
    }

    @Override
    public FileSearch files() {
        return outer.files();
    }
}
