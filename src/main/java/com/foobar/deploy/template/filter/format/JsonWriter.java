package com.foobar.deploy.template.filter.format;

import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.collection.OrderFilters;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes JSON byte for byte as Python's {@code json.dumps} does. */
public final class JsonWriter {
    /**
     * @param indent what one level is indented by; empty for a single line
     * @param separators between items, and between a key and its value
     */
    public record Style(
            Optional<String> indent, boolean sortKeys, boolean ensureAscii, String itemSeparator, String keySeparator) {
        public static Style line(boolean sortKeys) {
            return new Style(Optional.empty(), sortKeys, true, ", ", ": ");
        }

        public static Style indented(int spaces, boolean sortKeys) {
            return new Style(Optional.of(" ".repeat(spaces)), sortKeys, true, ",", ": ");
        }

        public Style withSeparators(String item, String key) {
            return new Style(indent, sortKeys, ensureAscii, item, key);
        }
    }

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    private JsonWriter(Style style) {
        this.style = style;
    }

    public static String write(Value value, Style style) {
        var writer = new JsonWriter(style);
        writer.append(value, 0);
        return writer.out.toString();
    }

    private void append(Value value, int level) {
        switch (value) {
            case NullValue _ -> out.append("null");
            case BoolValue bool -> out.append(bool.flag());
            case IntValue number -> out.append(number.number());
            case FloatValue number -> out.append(floating(number.number()));
            case TextValue text -> appendText(text.text());
            case ListValue list -> appendList(list, level);
            case MapValue map -> appendMap(map, level);
            case UndefinedValue undefined -> throw PythonValues.undefined(undefined);
            case OmitValue _, ObjectValue _ ->
                throw Problem.type("a value of type " + PythonValues.typeName(value) + " cannot be written as JSON");
        }
    }

    private static String floating(double number) {
        if (Double.isNaN(number)) {
            return "NaN";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "Infinity" : "-Infinity";
        }
        return PythonText.ofFloat(number);
    }

    private void appendList(ListValue list, int level) {
        if (list.items().isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        boolean first = true;
        for (Value item : list.items()) {
            newItem(first, level + 1);
            append(item, level + 1);
            first = false;
        }
        newLine(level);
        out.append(']');
    }

    private void appendMap(MapValue map, int level) {
        if (map.entries().isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        boolean first = true;
        if (style.sortKeys()) {
            for (Value key : OrderFilters.sortedKeys(map)) {
                appendEntry(key, Objects.requireNonNull(map.entries().get(key)), first, level + 1);
                first = false;
            }
        } else {
            for (Map.Entry<Value, Value> entry : map.entries().entrySet()) {
                appendEntry(entry.getKey(), entry.getValue(), first, level + 1);
                first = false;
            }
        }
        newLine(level);
        out.append('}');
    }

    private void appendEntry(Value key, Value value, boolean first, int level) {
        newItem(first, level);
        appendText(keyText(key));
        out.append(style.keySeparator());
        append(value, level);
    }

    private static String keyText(Value key) {
        return switch (key) {
            case NullValue _ -> "null";
            case BoolValue bool -> String.valueOf(bool.flag());
            default -> PythonText.str(key);
        };
    }

    private void newItem(boolean first, int level) {
        if (!first) {
            out.append(style.itemSeparator());
        }
        newLine(level);
    }

    private void newLine(int level) {
        style.indent().ifPresent(indent -> out.append('\n').repeat(indent, level));
    }

    private void appendText(String text) {
        out.append('"');
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i))) {
                out.append(text, written, i);
                appendEscaped(text.charAt(i));
                written = i + 1;
            }
        }
        out.append(text, written, text.length()).append('"');
    }

    private boolean isPlain(char c) {
        return c >= 0x20 && c != '"' && c != '\\' && !(style.ensureAscii() && c > 0x7e);
    }

    private void appendEscaped(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> out.append(String.format("\\u%04x", (int) c));
        }
    }
}
