package com.foobar.deploy.record;

import com.foobar.deploy.engine.event.Completed;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.json.EventLine;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Pattern;

/**
 * The changes that a recorded run has made, in their order: the first time that a task comes to a host stands for its
 * first time in the record, and so on.
 */
final class RecordedResults implements Completed {
    private record Key(String host, String title, String place) {}

    private static final String DONE = "done by run ";

    /** Secrets, and the end of endless texts, are not in a record. */
    private static final Pattern LACKING = Pattern.compile("\\[secret]|\\.\\.\\. \\(\\d+ characters more\\)");

    private final String id;
    private final Map<Key, Queue<EventLine>> results = new HashMap<>();

    private RecordedResults(String id) {
        this.id = id;
    }

    static RecordedResults of(String id, List<EventLine> events) {
        var results = new RecordedResults(id);
        events.stream()
                .filter(line -> line.type().equals("result"))
                .forEach(line -> results.results
                        .computeIfAbsent(key(line), _ -> new ArrayDeque<>())
                        .add(line));
        return results;
    }

    private static Key key(EventLine line) {
        MapValue place = line.map("task").get("place") instanceof MapValue map ? map : MapValue.EMPTY;
        return new Key(
                line.host(),
                line.task(),
                place.get("file") + ":" + number(place, "line") + ":" + number(place, "column"));
    }

    private static String number(MapValue place, String name) {
        return place.get(name) instanceof IntValue value ? value.number().toString() : "0";
    }

    /** By that run, or by one that it has carried on itself. */
    private static boolean isMade(EventLine line) {
        return line.text("status").equals("changed")
                || line.text("status").equals("ok") && line.text("reason").startsWith(DONE);
    }

    @Override
    public synchronized Optional<Result> take(Event.TaskName task, String host) {
        String place = task.place().file() + ":" + task.place().line() + ":"
                + task.place().column();
        Queue<EventLine> recorded = results.get(new Key(host, task.title(), place));
        EventLine line = recorded == null ? null : recorded.poll();
        // A loop is repeated whole: what its rounds have notified is not in the record.
        if (line == null || !isMade(line) || !line.list("items").isEmpty()) {
            return Optional.empty();
        }
        MapValue result = line.map("result");
        boolean whole = !result.entries().isEmpty()
                && !LACKING.matcher(result.toString()).find();
        return Optional.of(new Result(result, whole, DONE + id));
    }
}
