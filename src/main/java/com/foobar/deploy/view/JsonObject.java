package com.foobar.deploy.view;

import com.foobar.deploy.template.filter.format.JsonWriter;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A JSON object in the making, the type first. */
final class JsonObject {
    private static final JsonWriter.Style COMPACT = new JsonWriter.Style(Optional.empty(), false, true, ",", ":");

    private final Map<String, Value> fields = new LinkedHashMap<>();

    JsonObject(String type) {
        fields.put("type", Value.of(type));
    }

    /** One within another. */
    JsonObject() {}

    MapValue value() {
        return MapValue.ofStrings(fields);
    }

    JsonObject put(String name, Value value) {
        fields.put(name, value);
        return this;
    }

    String line() {
        return JsonWriter.write(value(), COMPACT);
    }
}
