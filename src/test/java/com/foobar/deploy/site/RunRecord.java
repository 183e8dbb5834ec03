package com.foobar.deploy.site;

import com.foobar.deploy.engine.event.json.EventLine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What each task came to on each host, out of the JSON lines of a plan or an apply. */
final class RunRecord {
    /** What counts when a plan is compared with its apply. */
    enum Effect {
        CHANGES,
        STAYS,
        UNSURE,
        FAILS
    }

    private RunRecord() {}

    /** By host, role, name and place of the task; a task that runs several times has a number. */
    static Map<String, Effect> effects(String jsonLines) {
        var effects = new LinkedHashMap<String, Effect>();
        jsonLines.lines().map(EventLine::parse).flatMap(Optional::stream).forEach(line -> {
            if (line.type().equals("result")) {
                String key = line.host() + "  " + line.task() + "  "
                        + line.map("task").get("place");
                int times = 1;
                while (effects.containsKey(key + " " + times)) {
                    times++;
                }
                effects.put(key + " " + times, effect(line.text("status")));
            }
        });
        return effects;
    }

    private static Effect effect(String status) {
        return switch (status) {
            case "changed" -> Effect.CHANGES;
            case "ok", "skipped", "ignored" -> Effect.STAYS;
            case "conditional", "unknown" -> Effect.UNSURE;
            default -> Effect.FAILS;
        };
    }
}
