package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.Recap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;

/** The end of a run: what came of each host, and of all. */
final class RecapText {
    /** With more hosts, those with equal counts share a line. */
    private static final int MOST_HOSTS = 10;

    private static final int NAME_WIDTH = 20;

    private final Style style;
    private final boolean check;

    RecapText(Style style, boolean check) {
        this.style = style;
        this.check = check;
    }

    List<String> lines(Event.RunFinished finished) {
        var lines = new ArrayList<String>();
        if (finished.recap().size() <= MOST_HOSTS) {
            finished.recap().forEach((host, recap) -> lines.add(row(host, recap)));
        } else {
            alike(finished.recap()).forEach((recap, hosts) -> lines.add(row(HostNames.of(hosts), recap)));
        }
        lines.add("%s in %s".formatted(total(finished.recap()), Quantity.time(finished.milliseconds() * 1_000_000)));
        return lines;
    }

    private static Map<Recap, List<String>> alike(Map<String, Recap> recap) {
        var groups = new LinkedHashMap<Recap, List<String>>();
        recap.forEach((host, counts) ->
                groups.computeIfAbsent(counts, _ -> new ArrayList<>()).add(host));
        return groups;
    }

    private String total(Map<String, Recap> recap) {
        int changed = sum(recap, Recap::changed);
        var parts = new ArrayList<String>();
        if (check) {
            parts.add(changed + " to change");
            add(parts, sum(recap, Recap::conditional), "conditional");
            add(parts, sum(recap, Recap::unknown), "unknown");
            parts.add(sum(recap, Recap::ok) + " unchanged");
        } else {
            parts.add(changed + " changed");
        }
        add(parts, sum(recap, Recap::failed) + sum(recap, Recap::unreachable), "failed");
        return String.join(", ", parts);
    }

    private static int sum(Map<String, Recap> recap, ToIntFunction<Recap> count) {
        return recap.values().stream().mapToInt(count).sum();
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private String row(String host, Recap recap) {
        String mark = recap.failed() + recap.unreachable() > 0
                ? style.red("!")
                : recap.pending() > 0 ? style.yellow("~") : style.green("=");
        var text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s %-" + NAME_WIDTH + "s ok %d  %s %d",
                mark,
                host,
                recap.ok(),
                check ? "to change" : "changed",
                recap.changed()));
        append(text, "conditional", recap.conditional());
        append(text, "unknown", recap.unknown());
        append(text, "failed", recap.failed());
        append(text, "unreachable", recap.unreachable());
        append(text, "skipped", recap.skipped());
        append(text, "rescued", recap.rescued());
        append(text, "ignored", recap.ignored());
        return text.toString();
    }

    private static void append(StringBuilder text, String what, int count) {
        if (count > 0) {
            text.append("  ").append(what).append(' ').append(count);
        }
    }
}
