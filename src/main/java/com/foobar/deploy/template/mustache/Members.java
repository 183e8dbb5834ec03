package com.foobar.deploy.template.mustache;

import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is inside a value by name: a mapping's entries, a list's items by number, and the entries as a list. */
final class Members {
    private static final String ENTRIES = "-entries";

    private Members() {}

    static @Nullable Value get(Value container, String name) {
        return switch (container) {
            case MapValue map when name.equals(ENTRIES) -> entries(map);
            case MapValue map -> entry(map, name);
            case ListValue list
            when isNumber(name) && Integer.parseInt(name) < list.items().size() ->
                list.items().get(Integer.parseInt(name));
            default -> null;
        };
    }

    private static @Nullable Value entry(MapValue map, String name) {
        Value found = map.get(name);
        return found == null && isNumber(name) ? PythonValues.get(map, Value.of(Long.parseLong(name))) : found;
    }

    private static ListValue entries(MapValue map) {
        var entries = new ArrayList<Value>();
        map.entries().forEach((key, value) -> {
            var entry = new LinkedHashMap<String, Value>();
            entry.put("key", key);
            entry.put("value", value);
            entries.add(MapValue.ofStrings(entry));
        });
        return new ListValue(List.copyOf(entries));
    }

    private static boolean isNumber(String name) {
        return name.matches("[0-9]{1,9}");
    }

    static Set<String> names(Value container) {
        return container instanceof MapValue map ? map.strings().keySet() : Set.of();
    }
}
