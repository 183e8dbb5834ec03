package com.foobar.deploy.engine.event.json;

import com.foobar.deploy.template.filter.format.JsonReader;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line that {@link JsonEvents} wrote. Fields that are not there read as empty: a record of a newer version, or one cut
 * off in its last line, stays legible.
 *
 * @param type as docs/json.md lists them
 */
public record EventLine(String type, MapValue fields) {
    /** Empty for a line that is no JSON object with a type. */
    public static Optional<EventLine> parse(String line) {
        try {
            return JsonReader.read(line) instanceof MapValue map && map.get("type") instanceof TextValue type
                    ? Optional.of(new EventLine(type.text(), map))
                    : Optional.empty();
        } catch (com.foobar.deploy.diagnostic.DeployException _) {
            return Optional.empty();
        }
    }

    public Optional<Instant> time() {
        try {
            return text("time").isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text("time")));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    public String host() {
        return text("host");
    }

    /** The task's title; empty where the line is about none. */
    public String task() {
        return text(map("task"), "title");
    }

    public String text(String name) {
        return text(fields, name);
    }

    public MapValue map(String name) {
        return fields.get(name) instanceof MapValue map ? map : MapValue.EMPTY;
    }

    public List<Value> list(String name) {
        return fields.get(name) instanceof ListValue list ? list.items() : List.of();
    }

    public long number(String name) {
        return fields.get(name) instanceof IntValue number ? number.number().longValue() : 0;
    }

    public boolean flag(String name) {
        return com.foobar.deploy.value.BoolValue.TRUE.equals(fields.get(name));
    }

    /** Of a recap: the counts of each host. */
    public Map<String, Value> hosts() {
        return map("hosts").strings();
    }

    static String text(MapValue map, String name) {
        return map.get(name) instanceof TextValue text ? text.text() : "";
    }
}
