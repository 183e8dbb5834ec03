package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** How {@code combine} joins two mappings: Ansible's {@code recursive} and {@code list_merge}. */
record MapMerge(boolean recursive, Lists lists) {
    /** What becomes of two lists at the same key; {@code _RP} leaves out of the older what the newer has. */
    enum Lists {
        REPLACE,
        KEEP,
        APPEND,
        PREPEND,
        APPEND_RP,
        PREPEND_RP
    }

    static MapMerge of(boolean recursive, String lists) {
        for (Lists way : Lists.values()) {
            if (way.name().toLowerCase(Locale.ROOT).equals(lists)) {
                return new MapMerge(recursive, way);
            }
        }
        throw Problem.failed(
                "`list_merge` is one of replace, keep, append, prepend, append_rp and prepend_rp, not `" + lists + "`");
    }

    MapValue merge(MapValue older, MapValue newer) {
        var merged = new LinkedHashMap<>(older.entries());
        newer.entries().forEach((key, value) -> {
            Value present = PythonValues.get(older, key);
            PythonValues.put(merged, key, present == null ? value : both(present, value));
        });
        return new MapValue(merged);
    }

    private Value both(Value older, Value newer) {
        if (recursive && older instanceof MapValue first && newer instanceof MapValue second) {
            return merge(first, second);
        }
        return older instanceof ListValue first && newer instanceof ListValue second ? both(first, second) : newer;
    }

    private Value both(ListValue older, ListValue newer) {
        return switch (lists) {
            case REPLACE -> newer;
            case KEEP -> older;
            case APPEND -> joined(older.items(), newer.items());
            case PREPEND -> joined(newer.items(), older.items());
            case APPEND_RP -> joined(without(older, newer), newer.items());
            case PREPEND_RP -> joined(newer.items(), without(older, newer));
        };
    }

    private static List<Value> without(ListValue older, ListValue newer) {
        return older.items().stream()
                .filter(item -> !PythonValues.contains(newer, item))
                .toList();
    }

    private static ListValue joined(List<Value> first, List<Value> second) {
        var items = new ArrayList<>(first);
        items.addAll(second);
        return new ListValue(items);
    }
}
