package com.foobar.deploy.template.filter.format;

import com.foobar.deploy.template.filter.collection.OrderFilters;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.Iterator;
import java.util.Objects;

/** Python's {@code pprint.pformat} with 80 columns; a long text is not broken into several. */
public final class PrettyPrinter {
    private static final int WIDTH = 80;

    private final StringBuilder out = new StringBuilder();

    private PrettyPrinter() {}

    public static String print(Value value) {
        var printer = new PrettyPrinter();
        printer.append(value, 0, 0);
        return printer.out.toString();
    }

    private void append(Value value, int indent, int allowance) {
        // Python prints every mapping sorted, the one that fits on a line included.
        String line = PythonText.repr(sorted(value));
        if (line.length() <= WIDTH - indent - allowance) {
            out.append(line);
            return;
        }
        switch (value) {
            case MapValue map when !map.entries().isEmpty() -> appendMap(map, indent + 1, allowance + 1);
            case ListValue list when !list.items().isEmpty() -> appendList(list, indent + 1, allowance + 1);
            default -> out.append(line);
        }
    }

    private static Value sorted(Value value) {
        return switch (value) {
            case MapValue map -> {
                var entries = new java.util.LinkedHashMap<Value, Value>();
                OrderFilters.sortedKeys(map).forEach(key -> entries.put(key, sorted(valueAt(map, key))));
                yield new MapValue(entries);
            }
            case ListValue list ->
                new ListValue(list.items().stream().map(PrettyPrinter::sorted).toList());
            default -> value;
        };
    }

    private static Value valueAt(MapValue map, Value key) {
        return Objects.requireNonNull(map.entries().get(key));
    }

    private void appendMap(MapValue map, int indent, int allowance) {
        out.append('{');
        for (Iterator<Value> keys = OrderFilters.sortedKeys(map).iterator(); keys.hasNext(); ) {
            Value key = keys.next();
            String text = PythonText.repr(key);
            out.append(text).append(": ");
            append(valueAt(map, key), indent + text.length() + 2, keys.hasNext() ? 1 : allowance);
            separate(keys, indent);
        }
        out.append('}');
    }

    private void appendList(ListValue list, int indent, int allowance) {
        out.append('[');
        for (Iterator<Value> items = list.items().iterator(); items.hasNext(); ) {
            Value item = items.next();
            append(item, indent, items.hasNext() ? 1 : allowance);
            separate(items, indent);
        }
        out.append(']');
    }

    private void separate(Iterator<Value> rest, int indent) {
        if (rest.hasNext()) {
            out.append(",\n").repeat(' ', indent);
        }
    }
}
