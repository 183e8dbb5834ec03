package com.foobar.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.json.EventLine;
import com.foobar.deploy.engine.event.json.JsonEvents;
import com.foobar.deploy.template.filter.format.JsonReader;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** {@code docs/json.schema.json} names every type of line, and every field of it. */
class JsonSchemaTest {
    private static Map<String, MapValue> types() throws IOException {
        var schema = (MapValue) JsonReader.read(Files.readString(Path.of("docs/json.schema.json")));
        var types = new LinkedHashMap<String, MapValue>();
        for (Value one : ((ListValue) schema.find("oneOf").orElseThrow()).items()) {
            var type = (MapValue) one;
            var properties = new LinkedHashMap<String, Value>();
            if (type.get("allOf") instanceof ListValue parts) {
                properties.putAll(map(map((MapValue) map(schema, "$defs"), "outcome"), "properties")
                        .strings());
                type = (MapValue) parts.items().getFirst();
            }
            properties.putAll(map(type, "properties").strings());
            types.put(
                    String.valueOf(map(map(type, "properties"), "type").get("const")), MapValue.ofStrings(properties));
        }
        return types;
    }

    private static MapValue map(MapValue map, String name) {
        return (MapValue) map.find(name).orElseThrow();
    }

    private static List<String> lines() {
        var lines = new ArrayList<>(SampleRun.lines(3));
        var json = new JsonEvents(() -> Instant.EPOCH);
        var task = Events.task("nginx", "site");
        lines.add(json.check("web", "answers", "web-01", ""));
        for (Event event : List.of(
                new Event.Connecting("web-01"),
                new Event.Output(task, "web-01", "x"),
                new Event.Transfer("web-01", "/a", 1, -1),
                new Event.Retrying(task, "web-01", 1, 3),
                new Event.PlayVariables(
                        "site",
                        List.of("web-01"),
                        Map.of("port", new Variable(Value.of(80), Precedence.PLAY_VARS, new Place("site.yml", 3, 5)))),
                new Event.FactsGathered("web-01", Map.of("distribution", Value.of("Debian"))),
                new Event.Said("web-01", Value.of("x")),
                new Event.Unreachable("web-01", Diagnostic.of(ErrorCode.CONNECTION_LOST, "gone")),
                new Event.Warned("x", Optional.of(Place.of("site.yml"))),
                new Event.Interrupted())) {
            lines.add(json.line(event));
        }
        return lines;
    }

    @Test
    void itKnowsEveryLine() throws IOException {
        Map<String, MapValue> types = types();
        var seen = new TreeSet<String>();
        for (String line : lines()) {
            EventLine read = EventLine.parse(line).orElseThrow();
            seen.add(read.type());
            assertThat(types).containsKey(read.type());
            assertThat(Objects.requireNonNull(types.get(read.type())).strings())
                    .as(line)
                    .containsKeys(read.fields().strings().keySet().toArray(String[]::new));
        }
        assertThat(seen).isEqualTo(new TreeSet<>(types.keySet()));
    }
}
