package com.foobar.deploy.engine.event.json;

import com.foobar.deploy.engine.event.CensoredFailure;
import com.foobar.deploy.engine.event.ShownDiff;
import com.foobar.deploy.engine.event.TaskOutcome;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A task's outcome as JSON. Of a censored one only the status and the kind of error are told. */
final class JsonOutcome {
    private JsonOutcome() {}

    static JsonObject add(JsonObject object, TaskOutcome outcome, boolean censored) {
        fields(outcome, censored).forEach(object::put);
        return object;
    }

    private static Map<String, Value> fields(TaskOutcome outcome, boolean censored) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("status", Value.of(outcome.status().name().toLowerCase(Locale.ROOT)));
        if (censored) {
            fields.put("censored", Value.of(true));
            outcome.failure()
                    .ifPresent(why -> fields.put(
                            "error",
                            new JsonObject()
                                    .put("code", Value.of(why.code().id()))
                                    .put(
                                            "message",
                                            Value.of(CensoredFailure.of(why, true)
                                                    .message()))
                                    .put("advice", new ListValue(java.util.List.of()))
                                    .value()));
            return fields;
        }
        outcome.item().ifPresent(item -> fields.put("item", MaskedValue.of(item)));
        if (!outcome.reason().isEmpty()) {
            fields.put("reason", Value.of(MaskedValue.cut(outcome.reason())));
        }
        if (!outcome.changes().isEmpty()) {
            fields.put("changes", ListValue.ofStrings(outcome.changes()));
        }
        outcome.diff().ifPresent(diff -> fields.put("diff", diff(diff)));
        outcome.failure().ifPresent(why -> fields.put("error", JsonEvents.error(why)));
        if (outcome.items().isEmpty()) {
            fields.put("result", MaskedValue.of(outcome.result()));
        } else {
            // The result of a loop only repeats those of its rounds.
            fields.put(
                    "items",
                    new ListValue(outcome.items().stream()
                            .<Value>map(item -> MapValue.ofStrings(fields(item, false)))
                            .toList()));
        }
        return fields;
    }

    private static Value diff(Diff diff) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("header", Value.of(diff.header()));
        switch (ShownDiff.of(diff)) {
            case ShownDiff.Hidden _ -> fields.put("secret", Value.of(true));
            case ShownDiff.Opaque opaque -> {
                fields.put("before", side(opaque.before()));
                fields.put("after", side(opaque.after()));
            }
            case ShownDiff.Lines lines -> {
                fields.put("added", Value.of(lines.added()));
                fields.put("removed", Value.of(lines.removed()));
                fields.put("unified", Value.of(MaskedValue.cut(String.join("\n", lines.unified()))));
            }
        }
        return MapValue.ofStrings(fields);
    }

    private static Value side(ShownDiff.Side side) {
        return new JsonObject()
                .put("bytes", Value.of(side.bytes()))
                .put("sha256", Value.of(side.hash()))
                .value();
    }
}
