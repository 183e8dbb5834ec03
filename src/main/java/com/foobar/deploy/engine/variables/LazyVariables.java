package com.foobar.deploy.engine.variables;

import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.AbstractMap;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A scope as a mapping; values are looked up when asked for. */
final class LazyVariables extends AbstractMap<Value, Value> {
    private final HostScope scope;

    LazyVariables(HostScope scope) {
        this.scope = scope;
    }

    @Override
    public @Nullable Value get(@Nullable Object key) {
        return key instanceof TextValue name ? scope.find(name.text()) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return get(key) != null;
    }

    @Override
    public Set<Entry<Value, Value>> entrySet() {
        var entries = new LinkedHashSet<Entry<Value, Value>>();
        for (String name : scope.names()) {
            Value value = MagicVariables.NOT_LISTED.contains(name) ? null : scope.find(name);
            if (value != null) {
                entries.add(java.util.Map.entry(Value.of(name), value));
            }
        }
        return entries;
    }
}
