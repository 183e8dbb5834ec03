package com.foobar.deploy.engine.event.json;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.engine.event.Event;
import com.foobar.deploy.engine.event.FactsText;
import com.foobar.deploy.engine.event.Recap;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Events as JSON lines, as docs/json.md describes them: for programs, and for the record of a run. Secrets are masked and
 * results of {@code no_log} tasks left out. {@link EventLine} reads them back.
 */
public final class JsonEvents {
    /** Of the format: the second number grows with what is added, the first with what is taken away or changed. */
    public static final String FORMAT = "1.0";

    private final InstantSource clock;
    private volatile Second second = Second.of(Instant.EPOCH);

    public JsonEvents(InstantSource clock) {
        this.clock = clock;
    }

    /** The first line, without a line break. */
    public String version(String tool) {
        return new JsonObject("version")
                .put("format", Value.of(FORMAT))
                .put("tool", Value.of(tool))
                .put("time", now())
                .line();
    }

    /** @param failure what was seen instead; empty where the check passed */
    public String check(String area, String check, String host, String failure) {
        return of("check", host)
                .put("area", Value.of(area))
                .put("check", Value.of(check))
                .put("passed", Value.of(failure.isEmpty()))
                .put("failure", Value.of(MaskedValue.cut(failure)))
                .put("time", now())
                .line();
    }

    /** An event as one line of ASCII, without a line break. */
    public String line(Event event) {
        return object(event).put("time", now()).line();
    }

    /** As {@link Instant#toString} writes it; what is before the fraction is made once a second. */
    private Value now() {
        Instant now = clock.instant();
        Second known = second;
        if (known.number() != now.getEpochSecond()) {
            known = Second.of(now);
            second = known;
        }
        int millis = now.getNano() / 1_000_000;
        return Value.of(known.text()
                + (millis == 0 ? "" : "." + String.valueOf(millis + 1000).substring(1)) + "Z");
    }

    private record Second(long number, String text) {
        static Second of(Instant instant) {
            String text = instant.truncatedTo(ChronoUnit.SECONDS).toString();
            return new Second(instant.getEpochSecond(), text.substring(0, text.length() - 1));
        }
    }

    private static JsonObject object(Event event) {
        return switch (event) {
            case Event.RunStarted(String playbook, boolean check) ->
                new JsonObject("run").put("playbook", Value.of(playbook)).put("check", Value.of(check));
            case Event.PlayStarted(String name, var hosts) ->
                new JsonObject("play").put("name", Value.of(name)).put("hosts", ListValue.ofStrings(hosts));
            case Event.TaskStarted(Event.TaskName task, var hosts) ->
                new JsonObject("task").put("task", task(task)).put("hosts", ListValue.ofStrings(hosts));
            case Event.HostStarted(Event.TaskName task, String host) ->
                of("start", host).put("task", title(task));
            case Event.TaskFinished finished ->
                JsonOutcome.add(
                        of("result", finished.host()).put("task", task(finished.task())),
                        finished.outcome(),
                        finished.censored());
            case Event.Retrying retrying ->
                of("retry", retrying.host())
                        .put("task", title(retrying.task()))
                        .put("attempt", Value.of(retrying.attempt()))
                        .put("attempts", Value.of(retrying.attempts()));
            case Event.Connecting(String host) -> of("connecting", host);
            case Event.Unreachable(String host, Diagnostic why) ->
                of("unreachable", host).put("error", error(why));
            case Event.Output(Event.TaskName task, String host, String text) ->
                of("output", host).put("task", title(task)).put("text", Value.of(MaskedValue.cut(text)));
            case Event.Transfer(String host, String what, long bytes, long total) ->
                of("transfer", host)
                        .put("what", Value.of(what))
                        .put("bytes", Value.of(bytes))
                        .put("total", Value.of(total));
            case Event.HostVariables(String host, var variables) ->
                of("variables", host).put("variables", variables(variables));
            case Event.PlayVariables(String play, var hosts, var variables) ->
                new JsonObject("play_variables")
                        .put("play", Value.of(play))
                        .put("hosts", ListValue.ofStrings(hosts))
                        .put("variables", variables(variables));
            case Event.FactsGathered(String host, var facts) ->
                of("facts", host)
                        .put("summary", Value.of(FactsText.of(facts)))
                        .put("facts", MaskedValue.of(MapValue.ofStrings(facts)));
            case Event.Said(String host, Value message) -> of("said", host).put("message", MaskedValue.of(message));
            case Event.Warned(String message, Optional<Place> place) -> {
                var object = new JsonObject("warning").put("message", Value.of(message));
                place.ifPresent(where -> object.put("place", place(where)));
                yield object;
            }
            case Event.Interrupted _ -> new JsonObject("interrupted");
            case Event.RunFinished(var recap, long milliseconds) ->
                new JsonObject("recap").put("hosts", recap(recap)).put("milliseconds", Value.of(milliseconds));
        };
    }

    private static JsonObject of(String type, String host) {
        return new JsonObject(type).put("host", Value.of(host));
    }

    /** Enough where a line about the same task went before. */
    private static Value title(Event.TaskName task) {
        return new JsonObject().put("title", Value.of(task.title())).value();
    }

    private static Value task(Event.TaskName task) {
        var fields = new JsonObject()
                .put("title", Value.of(task.title()))
                .put("name", Value.of(task.name()))
                .put("module", Value.of(task.module()));
        task.role().ifPresent(role -> fields.put("role", Value.of(role)));
        return fields.put("handler", Value.of(task.handler()))
                .put("place", place(task.place()))
                .value();
    }

    static Value place(Place place) {
        return new JsonObject()
                .put("file", Value.of(place.file()))
                .put("line", Value.of(place.line()))
                .put("column", Value.of(place.column()))
                .value();
    }

    static Value error(Diagnostic why) {
        var fields = new JsonObject()
                .put("code", Value.of(why.code().id()))
                .put("message", Value.of(MaskedValue.cut(why.message())));
        why.place().ifPresent(where -> fields.put("place", place(where)));
        return fields.put("advice", ListValue.ofStrings(why.advice())).value();
    }

    private static Value variables(Map<String, Variable> variables) {
        var all = new LinkedHashMap<String, Value>();
        variables.forEach((name, variable) -> all.put(
                name,
                new JsonObject()
                        .put("value", MaskedValue.named(name, variable.value()))
                        .put("level", Value.of(variable.level().title()))
                        .put("place", place(variable.place()))
                        .value()));
        return MapValue.ofStrings(all);
    }

    private static Value recap(Map<String, Recap> recap) {
        var hosts = new LinkedHashMap<String, Value>();
        recap.forEach((host, counts) -> hosts.put(host, counts(counts)));
        return MapValue.ofStrings(hosts);
    }

    private static Value counts(Recap recap) {
        return new JsonObject()
                .put("ok", Value.of(recap.ok()))
                .put("changed", Value.of(recap.changed()))
                .put("failed", Value.of(recap.failed()))
                .put("unreachable", Value.of(recap.unreachable()))
                .put("skipped", Value.of(recap.skipped()))
                .put("ignored", Value.of(recap.ignored()))
                .put("rescued", Value.of(recap.rescued()))
                .put("conditional", Value.of(recap.conditional()))
                .put("unknown", Value.of(recap.unknown()))
                .value();
    }
}
