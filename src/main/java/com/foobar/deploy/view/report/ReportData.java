package com.foobar.deploy.view.report;

import com.foobar.deploy.template.filter.format.JsonWriter;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run as the page's script wants it: what many hosts have in common is there once. */
final class ReportData {
    private static final JsonWriter.Style COMPACT = new JsonWriter.Style(Optional.empty(), false, true, ",", ":");
    private static final List<String> TOLD = List.of("reason", "changes", "diff", "error", "censored", "item");
    private static final int LONGEST_OUTPUT = 4000;

    private final RunRecord run;
    private final Shared details = new Shared();
    private final Shared origins = new Shared();

    /** Values by number, each kept once. */
    private static final class Shared {
        private final Map<Value, Integer> numbers = new LinkedHashMap<>();

        Value number(Value value) {
            return Value.of(numbers.computeIfAbsent(value, _ -> numbers.size()));
        }

        Value all() {
            return new ListValue(List.copyOf(numbers.keySet()));
        }
    }

    private ReportData(RunRecord run) {
        this.run = run;
    }

    /** Without {@code <}, so that it can stand in a page. */
    static String json(RunRecord run) {
        return JsonWriter.write(new ReportData(run).value(), COMPACT).replace("<", "\\u003c");
    }

    private Value value() {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("tool", Value.of(run.head().tool()));
        fields.put("playbook", Value.of(run.head().playbook()));
        fields.put("check", Value.of(run.head().check()));
        fields.put("interrupted", Value.of(run.head().interrupted()));
        fields.put("finished", Value.of(!run.recap().isEmpty()));
        fields.put("start", Value.of(run.head().start().map(Instant::toString).orElse("")));
        fields.put("milliseconds", Value.of(run.head().end().map(this::since).orElse(0L)));
        fields.put("hosts", ListValue.ofStrings(run.hosts()));
        fields.put("recap", MapValue.ofStrings(run.recap()));
        fields.put("tasks", new ListValue(run.tasks().stream().map(this::task).toList()));
        fields.put(
                "results",
                new ListValue(run.results().stream().map(this::result).toList()));
        Map<String, Value> common = common();
        fields.put("common", numbered(common));
        fields.put("variables", variablesOfHosts(common));
        fields.put(
                "checks", new ListValue(run.checks().stream().map(this::check).toList()));
        fields.put("warnings", ListValue.ofStrings(run.warnings()));
        fields.put("details", details.all());
        fields.put("origins", origins.all());
        return MapValue.ofStrings(fields);
    }

    private long since(Instant time) {
        return Duration.between(run.head().start().orElse(time), time).toMillis();
    }

    private Value task(RunRecord.TaskRun task) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("play", Value.of(task.play()));
        fields.put("title", Value.of(task.title()));
        fields.put("module", Value.of(task.module()));
        fields.put("handler", Value.of(task.handler()));
        fields.put("place", Value.of(task.place()));
        return MapValue.ofStrings(fields);
    }

    /** As [task, host, status, start, milliseconds, detail]. */
    private Value result(RunRecord.Result result) {
        return new ListValue(List.of(
                Value.of(result.task().number()),
                Value.of(run.hosts().indexOf(result.host())),
                Value.of(result.status()),
                Value.of(since(result.start())),
                Value.of(result.time().toMillis()),
                details.number(detail(result.fields()))));
    }

    private static MapValue detail(MapValue fields) {
        var detail = new LinkedHashMap<String, Value>();
        TOLD.forEach(name -> fields.find(name).ifPresent(value -> detail.put(name, value)));
        if (fields.get("result") instanceof MapValue result) {
            output(result, "stdout", detail);
            output(result, "stderr", detail);
        }
        if (fields.get("items") instanceof ListValue items) {
            var rounds = new ArrayList<Value>();
            for (Value item : items.items()) {
                if (item instanceof MapValue round) {
                    rounds.add(detail(round).with("status", round.find("status").orElse(Value.of(""))));
                }
            }
            detail.put("items", new ListValue(rounds));
        }
        return MapValue.ofStrings(detail);
    }

    private static void output(MapValue result, String name, Map<String, Value> detail) {
        if (result.get(name) instanceof TextValue text && !text.text().isBlank()) {
            String shown = text.text();
            detail.put(
                    name,
                    Value.of(shown.length() <= LONGEST_OUTPUT ? shown : shown.substring(0, LONGEST_OUTPUT) + "..."));
        }
    }

    /** What all hosts have alike; many hosts have most of their variables in common. */
    private Map<String, Value> common() {
        var common = new LinkedHashMap<String, Value>();
        if (!run.hosts().isEmpty()) {
            common.putAll(variables(run.hosts().getFirst()));
        }
        for (String host : run.hosts()) {
            Map<String, Value> own = variables(host);
            common.entrySet().removeIf(variable -> !variable.getValue().equals(own.get(variable.getKey())));
        }
        return common;
    }

    private Map<String, Value> variables(String host) {
        return run.variables().getOrDefault(host, MapValue.EMPTY).strings();
    }

    /** Of each host what is its own: name to the number of its value and origin. */
    private Value variablesOfHosts(Map<String, Value> common) {
        var all = new ArrayList<Value>();
        for (String host : run.hosts()) {
            var own = new LinkedHashMap<>(variables(host));
            own.keySet().removeAll(common.keySet());
            all.add(numbered(own));
        }
        return new ListValue(all);
    }

    private Value numbered(Map<String, Value> variables) {
        var numbers = new LinkedHashMap<String, Value>();
        variables.forEach((name, origin) -> numbers.put(name, origins.number(origin)));
        return MapValue.ofStrings(numbers);
    }

    private Value check(RunRecord.Check check) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("area", Value.of(check.area()));
        fields.put("check", Value.of(check.check()));
        fields.put("host", Value.of(check.host()));
        fields.put("failure", Value.of(check.failure()));
        return MapValue.ofStrings(fields);
    }
}
