package com.foobar.deploy.value.yaml;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** A node of a YAML document with its place. */
public sealed interface YamlNode {
    Place place();

    Value toValue();

    /** What messages call it: "a mapping", "a list", "a string", "a number" ... */
    default String kind() {
        return switch (this) {
            case Mapping _ -> "a mapping";
            case Sequence _ -> "a list";
            case Scalar scalar ->
                switch (scalar.value()) {
                    case TextValue _ -> "a string";
                    case NullValue _ -> "nothing";
                    case BoolValue _ -> "a boolean";
                    default -> "a number";
                };
        };
    }

    record Scalar(Value value, Place place) implements YamlNode {
        @Override
        public Value toValue() {
            return value;
        }
    }

    record Sequence(List<YamlNode> items, Place place) implements YamlNode {
        @Override
        public Value toValue() {
            return Value.of(items.stream().map(YamlNode::toValue).toList());
        }
    }

    record Entry(Scalar key, YamlNode value) {
        /** The key as text: numbers and booleans as they are written in YAML's core. */
        public String name() {
            return switch (key.value()) {
                case TextValue text -> text.text();
                case IntValue number -> number.number().toString();
                case FloatValue number -> Double.toString(number.number());
                case BoolValue bool -> Boolean.toString(bool.flag());
                case NullValue _ -> "null";
                default -> key.value().toString();
            };
        }
    }

    record Mapping(List<Entry> entries, Place place) implements YamlNode {
        public Optional<Entry> entry(String name) {
            return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
        }

        public Optional<YamlNode> get(String name) {
            return entry(name).map(Entry::value);
        }

        @Override
        public MapValue toValue() {
            var map = new LinkedHashMap<Value, Value>();
            entries.forEach(entry -> map.put(entry.key().value(), entry.value().toValue()));
            return new MapValue(Collections.unmodifiableMap(map));
        }
    }
}
