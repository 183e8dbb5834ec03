package com.foobar.deploy.record;

import com.foobar.deploy.engine.run.RunOptions;
import com.foobar.deploy.template.filter.format.JsonReader;
import com.foobar.deploy.template.filter.format.JsonWriter;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What a run was asked to do. Of extra variables only the names are kept: their values may be secret.
 *
 * @param command apply, plan or verify, or the name of an operation's playbook
 * @param folder where the command was given: relative paths start there
 */
public record RunDescription(
        String command,
        String playbook,
        String folder,
        List<String> inventory,
        Selection selection,
        List<String> extraVars,
        String user,
        String started) {
    /** Which hosts and tasks the run was limited to. */
    public record Selection(
            Optional<String> limit, List<String> tags, List<String> skipTags, Optional<String> startAtTask) {}

    private static final JsonWriter.Style PRETTY = new JsonWriter.Style(Optional.of("  "), false, true, ",", ": ");

    static RunDescription of(String command, RunOptions options, Instant now) {
        return new RunDescription(
                command,
                options.playbook().toString(),
                Path.of("").toAbsolutePath().toString(),
                options.inventorySources(),
                new Selection(
                        options.limit(),
                        options.tags().stream().sorted().toList(),
                        options.skipTags().stream().sorted().toList(),
                        options.selection().startAtTask()),
                options.extraVars().keySet().stream().sorted().toList(),
                System.getProperty("user.name", ""),
                now.toString());
    }

    String json() {
        return JsonWriter.write(value(), PRETTY) + "\n";
    }

    MapValue value() {
        var fields = new LinkedHashMap<String, Value>();
        fields.put("format", Value.of("1.0"));
        fields.put("command", Value.of(command));
        fields.put("playbook", Value.of(playbook));
        fields.put("folder", Value.of(folder));
        fields.put("inventory", ListValue.ofStrings(inventory));
        fields.put("limit", optional(selection.limit()));
        fields.put("tags", ListValue.ofStrings(selection.tags()));
        fields.put("skip_tags", ListValue.ofStrings(selection.skipTags()));
        fields.put("start_at_task", optional(selection.startAtTask()));
        fields.put("extra_vars", ListValue.ofStrings(extraVars));
        fields.put("user", Value.of(user));
        fields.put("started", Value.of(started));
        return MapValue.ofStrings(fields);
    }

    private static Value optional(Optional<String> text) {
        return text.<Value>map(Value::of).orElse(NullValue.NULL);
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException where the text is no JSON */
    static Optional<RunDescription> parse(String json) {
        return JsonReader.read(json) instanceof MapValue fields ? Optional.of(of(fields)) : Optional.empty();
    }

    static RunDescription of(MapValue fields) {
        return new RunDescription(
                text(fields, "command").orElse(""),
                text(fields, "playbook").orElse(""),
                text(fields, "folder").orElse(""),
                list(fields, "inventory"),
                new Selection(
                        text(fields, "limit"),
                        list(fields, "tags"),
                        list(fields, "skip_tags"),
                        text(fields, "start_at_task")),
                list(fields, "extra_vars"),
                text(fields, "user").orElse(""),
                text(fields, "started").orElse(""));
    }

    private static Optional<String> text(MapValue fields, String name) {
        return fields.get(name) instanceof TextValue text ? Optional.of(text.text()) : Optional.empty();
    }

    private static List<String> list(MapValue fields, String name) {
        return fields.get(name) instanceof ListValue list
                ? list.items().stream().map(String::valueOf).toList()
                : List.of();
    }
}
