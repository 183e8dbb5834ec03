package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.Timings.Phase;
import com.foobar.deploy.engine.event.Timings.Span;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** Where the time of a run went: the run's own phases, then a row per host. */
public final class TimingsText {
    private static final List<Phase> OF_RUN = List.of(Phase.START, Phase.LOAD, Phase.CLOSE);
    private static final List<Phase> OF_HOSTS = List.of(Phase.CONNECT, Phase.LOOK_AHEAD, Phase.READ, Phase.CHANGE);

    private TimingsText() {}

    /** @param elapsed nanoseconds of the whole process so far */
    public static String of(List<Span> spans, long elapsed) {
        var text = new StringBuilder("timings (ms)");
        for (Phase phase : OF_RUN) {
            text.append("  ").append(name(phase)).append(' ').append(milliseconds(ofRun(spans, phase)));
        }
        text.append("  total ").append(milliseconds(elapsed)).append('\n');
        var hosts = new TreeSet<String>();
        spans.forEach(span -> span.host().ifPresent(hosts::add));
        hosts.forEach(host -> row(text, host, spans));
        return text.toString();
    }

    private static long ofRun(List<Span> spans, Phase phase) {
        return spans.stream()
                .filter(span -> span.host().isEmpty() && span.phase() == phase)
                .mapToLong(Span::duration)
                .sum();
    }

    private static void row(StringBuilder text, String host, List<Span> spans) {
        text.append(String.format(Locale.ROOT, "  %-20s", host));
        for (Phase phase : OF_HOSTS) {
            List<Span> of = spans.stream()
                    .filter(span -> span.phase() == phase
                            && span.host().filter(host::equals).isPresent())
                    .toList();
            long total = of.stream().mapToLong(Span::duration).sum();
            text.append(String.format(Locale.ROOT, "  %s %d x %s", name(phase), of.size(), milliseconds(total)));
            if (phase == Phase.READ || phase == Phase.CHANGE) {
                text.append(" (")
                        .append(of.stream().mapToInt(Span::count).sum())
                        .append(')');
            }
        }
        text.append('\n');
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String milliseconds(long nanoseconds) {
        return Long.toString(Math.round(nanoseconds / 1e6));
    }
}
