package com.foobar.deploy.record;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.Locale;

/**
 * What a plan says of a task on a host.
 *
 * @param place of the task
 * @param changes in words; empty for a task with no_log
 * @param hash of the changes and of what they would change, with the project's key
 */
record PlanEntry(String host, String task, String place, Status status, String changes, String hash) {
    static PlanEntry of(Event.TaskFinished finished, PlanKey key) {
        TaskOutcome outcome = finished.outcome();
        String changes = finished.censored() ? "" : String.join("; ", outcome.changes());
        return new PlanEntry(
                finished.host(),
                finished.task().title(),
                finished.task().place().toString(),
                outcome.status(),
                changes,
                key.hash(substance(outcome)));
    }

    /** What is unchanged or left out counts as that, however it is so. */
    private static String substance(TaskOutcome outcome) {
        if (outcome.status() == Status.OK || outcome.status() == Status.SKIPPED) {
            return outcome.status().name();
        }
        var text = new StringBuilder(outcome.status().name()).append('\n').append(String.join("\n", outcome.changes()));
        outcome.diff().ifPresent(diff -> text.append(difference(diff)));
        outcome.items().forEach(item -> text.append('\n').append(substance(item)));
        return text.toString();
    }

    private static String difference(Diff diff) {
        return "\n" + diff.header() + "\n" + revealed(diff.before()) + "\n" + revealed(diff.after());
    }

    private static String revealed(Value value) {
        return value instanceof TextValue text ? text.text() : PythonText.str(value);
    }

    String key() {
        return host + "\0" + task + "\0" + place;
    }

    boolean sameAs(PlanEntry other) {
        return status == other.status && hash.equals(other.hash);
    }

    /** For the reader: "unchanged", "to change (write /etc/motd)". */
    String words() {
        String word = switch (status) {
            case OK -> "unchanged";
            case SKIPPED -> "left out";
            case CHANGED -> "to change";
            case CONDITIONAL, UNKNOWN -> "not sure";
            case FAILED, UNREACHABLE, IGNORED -> status.name().toLowerCase(Locale.ROOT);
        };
        return changes.isEmpty() ? word : word + " (" + changes + ")";
    }

    MapValue value() {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("host", Value.of(host));
        fields.put("task", Value.of(task));
        fields.put("place", Value.of(place));
        fields.put("status", Value.of(status.name().toLowerCase(Locale.ROOT)));
        fields.put("changes", Value.of(changes));
        fields.put("hash", Value.of(hash));
        return MapValue.ofStrings(fields);
    }

    static PlanEntry of(MapValue fields) {
        return new PlanEntry(
                text(fields, "host"),
                text(fields, "task"),
                text(fields, "place"),
                Status.valueOf(text(fields, "status").toUpperCase(Locale.ROOT)),
                text(fields, "changes"),
                text(fields, "hash"));
    }

    private static String text(MapValue fields, String name) {
        return fields.get(name) instanceof TextValue text ? text.text() : "";
    }

    static ListValue list(java.util.List<PlanEntry> entries) {
        return new ListValue(entries.stream().<Value>map(PlanEntry::value).toList());
    }
}
