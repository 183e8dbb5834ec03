package com.foobar.deploy.truth;

import com.foobar.deploy.engine.event.json.EventLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What each task came to, on each host and each time that it ran.
 *
 * @param byTask keys name task, host and time; values are those of the tool's JSON lines
 * @param error what was said on standard error
 */
record Statuses(Map<String, String> byTask, String error) {
    private static final Set<String> UNSURE = Set.of("conditional", "unknown");

    /** Of the tool and of our callback plugin for Ansible, whose lines have the same form. */
    static Statuses parse(String jsonLines, String error) {
        var statuses = new LinkedHashMap<String, String>();
        jsonLines
                .lines()
                .map(EventLine::parse)
                .flatMap(Optional::stream)
                .filter(line -> line.type().equals("result"))
                .forEach(line -> add(statuses, name(line), line));
        return new Statuses(statuses, error);
    }

    private static String name(EventLine line) {
        return line.map("task").get("name") instanceof com.foobar.deploy.value.TextValue name ? name.text() : "";
    }

    private static void add(Map<String, String> statuses, String name, EventLine line) {
        if (!name.matches("[TH]\\d+")) {
            return;
        }
        int time = 1;
        while (statuses.containsKey(key(name, line.host(), time))) {
            time++;
        }
        statuses.put(key(name, line.host(), time), line.text("status"));
    }

    private static String key(String task, String host, int time) {
        return task + " on " + host + (time == 1 ? "" : ", time " + time);
    }

    /** With the statuses of these tasks sorted, whichever host had them. */
    Statuses inAnyOrder(Set<String> tasks) {
        var sorted = new LinkedHashMap<>(byTask);
        for (String task : tasks) {
            List<String> keys = byTask.keySet().stream()
                    .filter(key -> task(key).equals(task))
                    .sorted()
                    .toList();
            var statuses = new ArrayList<>(keys.stream().map(this::of).sorted().toList());
            keys.forEach(key -> sorted.put(key, statuses.removeFirst()));
        }
        return new Statuses(sorted, error);
    }

    /** The name of the task that a key is about. */
    static String task(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    String of(String key) {
        return byTask.getOrDefault(key, "did not run");
    }

    long unsure() {
        return byTask.values().stream().filter(UNSURE::contains).count();
    }

    boolean changedNothing() {
        return byTask.values().stream().noneMatch("changed"::equals);
    }

    boolean hasFailed() {
        return byTask.containsValue("failed");
    }

    static boolean isUnsure(String status) {
        return UNSURE.contains(status);
    }

    Set<String> keysWith(Statuses other) {
        var keys = new java.util.LinkedHashSet<>(byTask.keySet());
        keys.addAll(other.byTask.keySet());
        return keys;
    }
}
