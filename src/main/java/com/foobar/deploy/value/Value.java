package com.foobar.deploy.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of the playbook language. Undefined, null and omit are three different things (Ansible's semantics);
 * {@link ObjectValue} is what only lives while an expression is evaluated (a macro, a namespace, {@code loop}).
 */
public sealed interface Value
        permits NullValue,
                BoolValue,
                IntValue,
                FloatValue,
                TextValue,
                ListValue,
                MapValue,
                UndefinedValue,
                OmitValue,
                ObjectValue {

    static Value of(boolean value) {
        return BoolValue.of(value);
    }

    static Value of(long value) {
        return IntValue.of(value);
    }

    static Value of(double value) {
        return new FloatValue(value);
    }

    /** Text as data: never evaluated, neither as a template nor as an expression. */
    static Value of(String text) {
        return TextValue.plain(text);
    }

    static Value of(List<? extends Value> items) {
        return new ListValue(List.copyOf(items));
    }

    static Value of(Map<String, ? extends Value> entries) {
        return MapValue.ofStrings(entries);
    }

    /** True if this value, or one within it, is a secret. */
    default boolean holdsSecret() {
        return switch (this) {
            case TextValue text -> text.secret();
            case ListValue list -> list.items().stream().anyMatch(Value::holdsSecret);
            case MapValue map -> map.entries().values().stream().anyMatch(Value::holdsSecret);
            case NullValue _, BoolValue _, IntValue _, FloatValue _, UndefinedValue _, OmitValue _, ObjectValue _ ->
                false;
        };
    }

    /** True if no text within this value came from outside: see {@link TextValue#trusted()}. */
    default boolean trusted() {
        return switch (this) {
            case TextValue text -> text.trusted();
            case ListValue list -> list.items().stream().allMatch(Value::trusted);
            case MapValue map ->
                map.entries().entrySet().stream()
                        .allMatch(entry ->
                                entry.getKey().trusted() && entry.getValue().trusted());
            case NullValue _, BoolValue _, IntValue _, FloatValue _, UndefinedValue _, OmitValue _ -> true;
            case ObjectValue _ -> false;
        };
    }

    /** The same value with every text within it as data. */
    default Value asData() {
        return switch (this) {
            case TextValue text -> text.asData();
            case ListValue list ->
                new ListValue(list.items().stream().map(Value::asData).toList());
            case MapValue map -> {
                var entries = LinkedHashMap.<Value, Value>newLinkedHashMap(
                        map.entries().size());
                map.entries().forEach((key, value) -> entries.put(key.asData(), value.asData()));
                yield new MapValue(Collections.unmodifiableMap(entries));
            }
            case NullValue _, BoolValue _, IntValue _, FloatValue _, UndefinedValue _, OmitValue _, ObjectValue _ ->
                this;
        };
    }

    /** The same value with every text within it marked as a secret. Numbers become secret texts. */
    default Value asSecret() {
        return switch (this) {
            case TextValue text -> text.withSecret();
            case IntValue number -> TextValue.plain(number.number().toString()).withSecret();
            case FloatValue number ->
                TextValue.plain(Double.toString(number.number())).withSecret();
            case ListValue list ->
                new ListValue(list.items().stream().map(Value::asSecret).toList());
            case MapValue map -> map.mapValues(Value::asSecret);
            case NullValue _, BoolValue _, UndefinedValue _, OmitValue _, ObjectValue _ -> this;
        };
    }
}
