package com.foobar.deploy.engine.event;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;

/** The shape of what {@code register} gets, as Ansible's. */
public final class Results {
    private Results() {}

    public static MapValue of(MapValue values, boolean changed, boolean failed) {
        return values.with("changed", Value.of(changed)).with("failed", Value.of(failed));
    }

    /** The entries of both; those of the second win. */
    public static MapValue merged(MapValue first, MapValue second) {
        MapValue all = first;
        for (var entry : second.strings().entrySet()) {
            all = all.with(entry.getKey(), entry.getValue());
        }
        return all;
    }

    public static MapValue skipped(String condition) {
        return MapValue.ofStrings(Map.of(
                "changed", Value.of(false),
                "skipped", Value.of(true),
                "failed", Value.of(false),
                "skip_reason", Value.of("Conditional result was False"),
                "false_condition", Value.of(condition)));
    }

    static MapValue failed(String message) {
        return MapValue.ofStrings(
                Map.of("changed", Value.of(false), "failed", Value.of(true), "msg", Value.of(message)));
    }

    /** A loop's result holds each item's. */
    public static MapValue ofLoop(List<TaskOutcome> items, Status status) {
        boolean changed = items.stream().anyMatch(item -> item.status() == Status.CHANGED);
        var results =
                new ListValue(items.stream().<Value>map(TaskOutcome::result).toList());
        boolean allSkipped = !items.isEmpty() && items.stream().allMatch(item -> item.status() == Status.SKIPPED);
        MapValue result = MapValue.ofStrings(Map.of(
                "results", results,
                "changed", Value.of(changed),
                "failed", Value.of(status.bad()),
                "skipped", Value.of(allSkipped || items.isEmpty()),
                "msg", Value.of(message(items, status, allSkipped))));
        return items.isEmpty() ? result.with("skipped_reason", Value.of("No items in the list")) : result;
    }

    /** The results of the items within a loop's result. */
    public static List<MapValue> items(MapValue result) {
        return result.get("results") instanceof ListValue list
                ? list.items().stream()
                        .filter(MapValue.class::isInstance)
                        .map(MapValue.class::cast)
                        .toList()
                : List.of();
    }

    private static String message(List<TaskOutcome> items, Status status, boolean allSkipped) {
        if (status.bad()) {
            return "One or more items failed";
        }
        return allSkipped && !items.isEmpty() ? "All items skipped" : "All items completed";
    }

    public static boolean truth(MapValue result, String key) {
        return com.foobar.deploy.value.BoolValue.TRUE.equals(result.get(key));
    }
}
