package com.foobar.deploy.cli;

import com.foobar.deploy.module.ArgumentSpec;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleRegistry;
import com.foobar.deploy.playbook.loader.KeywordReference;
import com.foobar.deploy.template.filter.format.JsonWriter;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON schemas (draft 2020-12) of playbooks and inventories, made of what the loader knows, for editors. */
final class LanguageSchema {
    private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";
    private static final List<String> TASK_LISTS = List.of("pre_tasks", "tasks", "post_tasks", "handlers");
    private static final List<String> BLOCK_LISTS = List.of("block", "rescue", "always");

    private LanguageSchema() {}

    static String playbook(ModuleRegistry modules) {
        var play = new TreeMap<String, Value>(keywords("play"));
        keywords("import_playbook").forEach(play::putIfAbsent);
        TASK_LISTS.forEach(name -> play.put(name, listOf("task")));
        var task = new TreeMap<String, Value>(keywords("task"));
        keywords("handler").forEach(task::putIfAbsent);
        keywords("block").forEach(task::putIfAbsent);
        BLOCK_LISTS.forEach(name -> task.put(name, listOf("task")));
        modules.names().forEach(name -> modules.find(name).ifPresent(module -> task.put(name, arguments(module))));
        var definitions = new LinkedHashMap<String, Value>();
        definitions.put("play", object(play, false));
        // modules of collections and with_... loops are keys of tasks too
        definitions.put("task", object(task, true));
        var schema = head("A playbook of foobar-deploy");
        schema.put("type", Value.of("array"));
        schema.put("items", reference("play"));
        schema.put("$defs", Value.of(definitions));
        return written(schema);
    }

    static String inventory() {
        var group = new LinkedHashMap<String, Value>();
        Value variables = Value.of(Map.of("type", ListValue.ofStrings(List.of("object", "null"))));
        group.put("hosts", members(variables));
        group.put("vars", variables);
        group.put("children", members(reference("group")));
        var definition = object(group, false);
        var schema = head("An inventory of foobar-deploy");
        schema.put("type", Value.of("object"));
        schema.put("additionalProperties", reference("group"));
        schema.put("$defs", Value.of(Map.of("group", definition)));
        return written(schema);
    }

    private static LinkedHashMap<String, Value> head(String title) {
        var schema = new LinkedHashMap<String, Value>();
        schema.put("$schema", Value.of(DRAFT));
        schema.put("title", Value.of(title));
        return schema;
    }

    private static Map<String, Value> keywords(String use) {
        var keywords = new TreeMap<String, Value>();
        KeywordReference.all().stream()
                .filter(keyword -> keyword.uses().contains(use))
                .forEach(keyword -> keywords.put(keyword.name(), types(keyword.kind())));
        return keywords;
    }

    /** A template may stand for anything but a list of tasks, so a text is nearly always allowed. */
    private static Value types(String kind) {
        List<String> types = switch (kind) {
            case "text" -> List.of("string", "number", "boolean", "null");
            case "boolean" -> List.of("boolean", "string", "null");
            case "number" -> List.of("number", "string", "null");
            case "texts" -> List.of("string", "number", "array", "null");
            case "conditions" -> List.of("string", "boolean", "number", "array", "null");
            case "variables", "mapping" -> List.of("object", "array", "string", "null");
            case "environment" -> List.of("object", "array", "string", "null");
            case "list" -> List.of("array", "null");
            default -> List.of();
        };
        return types.isEmpty()
                ? Value.of(Map.<String, Value>of())
                : Value.of(Map.of("type", ListValue.ofStrings(types)));
    }

    private static <A extends Record> Value arguments(Module<A> module) {
        var spec = ArgumentSpec.of(module.arguments());
        var arguments = new TreeMap<String, Value>();
        for (ArgumentSpec.Argument argument : spec.arguments()) {
            Value about = Value.of(Map.of("description", Value.of(argument.doc())));
            arguments.put(argument.name(), about);
            argument.aliases().forEach(alias -> arguments.put(alias, about));
        }
        arguments.remove(ArgumentSpec.REST);
        var schema = new LinkedHashMap<String, Value>();
        schema.put("description", Value.of(module.summary()));
        schema.put("type", ListValue.ofStrings(List.of("object", "string", "null")));
        schema.put("properties", Value.of(arguments));
        schema.put("additionalProperties", Value.of(spec.open()));
        return Value.of(schema);
    }

    private static Value object(Map<String, Value> properties, boolean open) {
        var schema = new LinkedHashMap<String, Value>();
        schema.put("type", ListValue.ofStrings(List.of("object", "null")));
        schema.put("properties", Value.of(properties));
        schema.put("additionalProperties", Value.of(open));
        return Value.of(schema);
    }

    private static Value members(Value each) {
        var schema = new LinkedHashMap<String, Value>();
        schema.put("type", ListValue.ofStrings(List.of("object", "null")));
        schema.put("additionalProperties", each);
        return Value.of(schema);
    }

    private static Value listOf(String definition) {
        var schema = new LinkedHashMap<String, Value>();
        schema.put("type", ListValue.ofStrings(List.of("array", "null")));
        schema.put("items", reference(definition));
        return Value.of(schema);
    }

    private static Value reference(String definition) {
        return Value.of(Map.of("$ref", Value.of("#/$defs/" + definition)));
    }

    private static String written(Map<String, Value> schema) {
        return JsonWriter.write(Value.of(schema), JsonWriter.Style.indented(2, true)) + "\n";
    }
}
