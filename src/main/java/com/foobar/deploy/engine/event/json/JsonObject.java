package com.foobar.deploy.engine.event.json;

import com.foobar.deploy.template.filter.format.JsonWriter;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object in the making, the type first. */
final class JsonObject {
    private static final JsonWriter.Style COMPACT = new JsonWriter.Style(Optional.empty(), false, true, ",", ":");

    private final Map<Value, Value> fields = new LinkedHashMap<>();

    JsonObject(String type) {
        put("type", Value.of(type));
    }

    /** One within another. */
    JsonObject() {}

    /** Whole: nothing is put in it afterwards. */
    MapValue value() {
        return new MapValue(Collections.unmodifiableMap(fields));
    }

    JsonObject put(String name, Value value) {
        fields.put(Value.of(name), value);
        return this;
    }

    String line() {
        return JsonWriter.write(value(), COMPACT);
    }
}
