package com.foobar.deploy.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A mapping in the order written. The map given is taken as it is: it may be lazy, and must not change. */
public record MapValue(Map<Value, Value> entries) implements Value {
    public static final MapValue EMPTY = new MapValue(Map.of());

    public static MapValue ofStrings(Map<String, ? extends Value> entries) {
        var map = new LinkedHashMap<Value, Value>();
        entries.forEach((key, value) -> map.put(Value.of(key), value));
        return new MapValue(Collections.unmodifiableMap(map));
    }

    /** The value at a text key; null where there is none. */
    public @Nullable Value get(String key) {
        return entries.get(Value.of(key));
    }

    public Optional<Value> find(String key) {
        return Optional.ofNullable(get(key));
    }

    /** The entries whose keys are texts. */
    public Map<String, Value> strings() {
        var map = new LinkedHashMap<String, Value>();
        entries.forEach((key, value) -> {
            if (key instanceof TextValue text) {
                map.put(text.text(), value);
            }
        });
        return map;
    }

    public MapValue with(String key, Value value) {
        var map = new LinkedHashMap<>(entries);
        map.put(Value.of(key), value);
        return new MapValue(Collections.unmodifiableMap(map));
    }

    @Override
    public String toString() {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    public MapValue mapValues(UnaryOperator<Value> change) {
        var map = new LinkedHashMap<Value, Value>();
        entries.forEach((key, value) -> map.put(key, change.apply(value)));
        return new MapValue(Collections.unmodifiableMap(map));
    }
}
