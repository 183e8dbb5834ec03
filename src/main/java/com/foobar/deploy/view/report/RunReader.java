package com.foobar.deploy.view.report;

import com.foobar.deploy.engine.event.json.EventLine;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a run out of its events. Lines that are no events are passed over; of several runs the last counts. */
public final class RunReader {
    private String tool = "";
    private String playbook = "";
    private boolean check;
    private boolean interrupted;
    private Optional<Instant> start = Optional.empty();
    private Instant now = Instant.EPOCH;
    private String play = "";
    private final Set<String> hosts = new LinkedHashSet<>();
    private final List<RunRecord.TaskRun> tasks = new ArrayList<>();
    private final List<RunRecord.Result> results = new ArrayList<>();
    private final Map<String, Instant> begun = new HashMap<>();
    private final Map<String, MapValue> variables = new LinkedHashMap<>();
    private final Map<String, Value> recap = new LinkedHashMap<>();
    private final List<RunRecord.Check> checks = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private RunReader() {}

    public static RunRecord read(Stream<String> lines) {
        var reader = new RunReader();
        lines.forEach(line -> EventLine.parse(line).ifPresent(reader::add));
        return reader.record();
    }

    private RunRecord record() {
        return new RunRecord(
                new RunRecord.Head(tool, playbook, check, interrupted, start, start.map(_ -> now)),
                List.copyOf(hosts),
                tasks,
                results,
                recap,
                variables,
                checks,
                warnings);
    }

    private void add(EventLine line) {
        now = line.time().orElse(now);
        switch (line.type()) {
            case "version" -> tool = line.text("tool");
            case "run" -> begin(line);
            case "play" -> {
                play = line.text("name");
                line.list("hosts").forEach(host -> hosts.add(String.valueOf(host)));
            }
            case "task" -> {
                task(line);
                line.list("hosts").forEach(host -> begun.put(String.valueOf(host), now));
            }
            case "start" -> begun.put(line.host(), now);
            case "result" -> result(line);
            case "variables" -> variables(line.host(), line.map("variables"));
            case "play_variables" ->
                line.list("hosts").forEach(host -> variables(String.valueOf(host), line.map("variables")));
            case "facts" -> facts(line.host(), line.map("facts"));
            case "warning" -> warnings.add(line.text("message"));
            case "interrupted" -> interrupted = true;
            case "check" ->
                checks.add(
                        new RunRecord.Check(line.text("area"), line.text("check"), line.host(), line.text("failure")));
            case "recap" -> recap.putAll(line.hosts());
            default -> {} // what only those saw who watched, or what a later version adds
        }
    }

    private void begin(EventLine line) {
        playbook = line.text("playbook");
        check = line.flag("check");
        start = line.time();
        interrupted = false;
        hosts.clear();
        tasks.clear();
        results.clear();
        recap.clear();
        checks.clear();
        warnings.clear();
    }

    private RunRecord.TaskRun task(EventLine line) {
        MapValue fields = line.map("task");
        MapValue place = fields.get("place") instanceof MapValue map ? map : MapValue.EMPTY;
        var task = new RunRecord.TaskRun(
                tasks.size(),
                play,
                line.task(),
                text(fields, "module"),
                com.foobar.deploy.value.BoolValue.TRUE.equals(fields.get("handler")),
                text(place, "file") + ":" + (place.get("line") instanceof IntValue number ? number.number() : "0"));
        tasks.add(task);
        return task;
    }

    /** Of two with the same name the stronger one holds; of two as strong the later one. */
    private void variables(String host, MapValue more) {
        var all =
                new LinkedHashMap<>(variables.getOrDefault(host, MapValue.EMPTY).strings());
        more.strings().forEach((name, variable) -> {
            if (strength(variable) >= strength(all.get(name))) {
                all.put(name, variable);
            }
        });
        variables.put(host, MapValue.ofStrings(all));
    }

    private static int strength(@Nullable Value variable) {
        if (!(variable instanceof MapValue fields)) {
            return -1;
        }
        String level = text(fields, "level");
        return Arrays.stream(Precedence.values())
                .filter(known -> known.title().equals(level))
                .findFirst()
                .map(Precedence::ordinal)
                .orElse(0);
    }

    private void facts(String host, MapValue facts) {
        var place = MapValue.ofStrings(Map.of("file", Value.of("the host itself"), "line", Value.of(0)));
        var all = new LinkedHashMap<String, Value>();
        facts.strings()
                .forEach((name, value) -> all.put(
                        "ansible_" + name,
                        MapValue.ofStrings(
                                Map.of("value", value, "level", Value.of(Precedence.FACTS.title()), "place", place))));
        variables(host, MapValue.ofStrings(all));
    }

    private void result(EventLine line) {
        RunRecord.TaskRun task = tasks.reversed().stream()
                .filter(known -> known.title().equals(line.task()))
                .findFirst()
                .orElseGet(() -> task(line));
        hosts.add(line.host());
        Instant begin = begun.getOrDefault(line.host(), now);
        results.add(new RunRecord.Result(task, line.host(), line.text("status"), begin, now, line.fields()));
    }

    private static String text(MapValue map, String name) {
        return map.get(name) instanceof TextValue text ? text.text() : "";
    }
}
