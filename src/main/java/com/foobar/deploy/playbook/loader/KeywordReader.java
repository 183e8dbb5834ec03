package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.loader.Keyword.Support;
import com.foobar.deploy.playbook.loader.Keyword.Use;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the keywords of a mapping and reads those that are inherited. */
final class KeywordReader {
    private final ModuleNames modules;
    private final ExpressionCheck expressions;

    KeywordReader(ModuleNames modules, ExpressionCheck expressions) {
        this.modules = modules;
        this.expressions = expressions;
    }

    /**
     * Checks every key.
     *
     * @throws com.foobar.deploy.diagnostic.DeployException UNKNOWN_KEYWORD, UNSUPPORTED_KEYWORD, KEYWORD_VALUE
     */
    void checkAll(YamlNode.Mapping mapping, Use use) {
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!check(entry, use)) {
                Diagnostic unknown = unknown(entry, use);
                throw (use == Use.PLAY && modules.known(entry.name())
                                ? unknown.advise(
                                        "this looks like a task: put it below `tasks:` of a play, which has `hosts:`")
                                : unknown)
                        .toException();
            }
        }
    }

    /** Checks a key if it is a keyword here; false if it is none. */
    boolean check(YamlNode.Entry entry, Use use) {
        Optional<Keyword> keyword = KeywordTable.find(entry.name(), use);
        keyword.ifPresent(known -> check(known, entry, use));
        return keyword.isPresent();
    }

    private void check(Keyword keyword, YamlNode.Entry entry, Use use) {
        if (keyword.support() == Support.NONE) {
            throw Diagnostic.of(
                            ErrorCode.UNSUPPORTED_KEYWORD,
                            "the keyword `" + keyword.name() + "` of a " + use.title() + " is not supported")
                    .at(entry.key().place())
                    .advise(keyword.advice())
                    .toException();
        }
        if (!Shapes.isNull(entry.value())) {
            checkKind(keyword, entry.value());
        }
    }

    private void checkKind(Keyword keyword, YamlNode value) {
        String name = keyword.name();
        switch (keyword.kind()) {
            case TEXT -> checkTemplates(Shapes.text(name, value));
            case BOOLEAN -> checkTemplates(Shapes.bool(name, value));
            case NUMBER -> checkTemplates(Shapes.number(name, value));
            case TEXTS -> Shapes.scalars(name, value).forEach(this::checkTemplates);
            case CONDITIONS -> conditions(name, value);
            case VARIABLES -> Shapes.variables(name, value).values().forEach(this::checkTemplates);
            case ENVIRONMENT -> environment(value).forEach(this::checkTemplates);
            case MAPPING -> Shapes.mapping(name, value);
            case LIST -> Shapes.list(name, value);
            case ANY -> {
                // looked at by whoever reads it
            }
        }
    }

    /** Checks every template within a value. */
    void checkTemplates(Value value) {
        switch (value) {
            case MapValue map -> map.entries().values().forEach(this::checkTemplates);
            case ListValue list -> list.items().forEach(this::checkTemplates);
            case TextValue text -> {
                if (text.template()) {
                    text.place().ifPresent(place -> expressions.checkTemplate(text.text(), place));
                }
            }
            default -> {
                // holds no template
            }
        }
    }

    static Diagnostic unknown(YamlNode.Entry entry, Use use) {
        var diagnostic = Diagnostic.of(
                        ErrorCode.UNKNOWN_KEYWORD, "a " + use.title() + " has no keyword `" + entry.name() + "`")
                .at(entry.key().place());
        return KeywordTable.find(entry.name())
                .map(elsewhere -> diagnostic.advise("`" + entry.name() + "` belongs to a "
                        + elsewhere.uses().stream()
                                .sorted()
                                .findFirst()
                                .orElseThrow()
                                .title()))
                .orElseGet(() -> diagnostic.suggest(entry.name(), KeywordTable.names(use)));
    }

    /** The conditions of {@code when}, {@code changed_when} and the like, each checked. */
    List<Value> conditions(String name, YamlNode node) {
        List<Value> conditions = Shapes.scalars(name, node).stream()
                .filter(condition ->
                        !(condition instanceof TextValue text && text.text().isBlank()))
                .toList();
        for (Value condition : conditions) {
            if (condition instanceof TextValue text) {
                expressions.check(text.text(), text.place().orElse(node.place()));
            }
        }
        return conditions;
    }

    /** The keywords that the mapping's tasks inherit; a play's vars are not among them: they are of another level. */
    Keywords read(YamlNode.Mapping mapping, Use use) {
        boolean play = use == Use.PLAY;
        var others = new EnumMap<Keywords.Name, Value>(Keywords.Name.class);
        for (Keywords.Name name : Keywords.Name.values()) {
            single(mapping, name.key()).ifPresent(value -> others.put(name, value));
        }
        if (play) {
            text(mapping, "user").ifPresent(user -> others.putIfAbsent(Keywords.Name.REMOTE_USER, user));
        }
        return new Keywords(
                node(mapping, "when").map(node -> conditions("when", node)).orElse(List.of()),
                node(mapping, "tags").map(KeywordReader::tags).orElse(Set.of()),
                play ? Map.of() : variables(mapping),
                node(mapping, "environment").map(KeywordReader::environment).orElse(List.of()),
                node(mapping, "module_defaults").map(this::moduleDefaults).orElse(Map.of()),
                others);
    }

    /** The value of a keyword that has one, of the kind that the table says. */
    private static Optional<Value> single(YamlNode.Mapping mapping, String name) {
        return switch (KeywordTable.find(name).orElseThrow().kind()) {
            case BOOLEAN -> bool(mapping, name);
            case NUMBER -> number(mapping, name);
            case TEXT -> text(mapping, name);
            case TEXTS, CONDITIONS, VARIABLES, ENVIRONMENT, MAPPING, LIST, ANY ->
                throw new IllegalStateException("`" + name + "` has more than one value");
        };
    }

    private static Map<String, Value> variables(YamlNode.Mapping mapping) {
        return node(mapping, "vars").map(node -> Shapes.variables("vars", node)).orElse(Map.of());
    }

    /** The value of a key, unless it is nothing. */
    static Optional<YamlNode> node(YamlNode.Mapping mapping, String name) {
        return mapping.get(name).filter(node -> !Shapes.isNull(node));
    }

    static Optional<Value> text(YamlNode.Mapping mapping, String name) {
        return node(mapping, name).map(node -> Shapes.text(name, node));
    }

    static Optional<Value> bool(YamlNode.Mapping mapping, String name) {
        return node(mapping, name).map(node -> Shapes.bool(name, node));
    }

    static Optional<Value> number(YamlNode.Mapping mapping, String name) {
        return node(mapping, name).map(node -> Shapes.number(name, node));
    }

    /** Tags: texts, each of which may hold several with commas. */
    static Set<String> tags(YamlNode node) {
        var tags = new LinkedHashSet<String>();
        List<YamlNode> items = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        for (YamlNode item : items) {
            for (String tag : Shapes.text("tags", item).text().split(",")) {
                if (!tag.isBlank()) {
                    tags.add(tag.strip());
                }
            }
        }
        return tags;
    }

    private static List<Value> environment(YamlNode node) {
        return switch (node) {
            case YamlNode.Sequence sequence ->
                sequence.items().stream()
                        .flatMap(item -> environment(item).stream())
                        .toList();
            case YamlNode.Mapping mapping -> List.of(mapping.toValue());
            case YamlNode.Scalar scalar -> {
                if (scalar.value() instanceof TextValue text && text.template()) {
                    yield List.of(text);
                }
                throw Shapes.wrong("environment", "a mapping", scalar);
            }
        };
    }

    private Map<String, MapValue> moduleDefaults(YamlNode node) {
        var defaults = new LinkedHashMap<String, MapValue>();
        for (YamlNode.Entry entry : Shapes.mapping("module_defaults", node).entries()) {
            String module = entry.name();
            if (module.startsWith("group/")) {
                throw Diagnostic.of(ErrorCode.UNSUPPORTED_KEYWORD, "defaults for a group of modules are not supported")
                        .at(entry.key().place())
                        .advise("name each module")
                        .toException();
            }
            if (!modules.known(module)) {
                throw Diagnostic.of(ErrorCode.UNKNOWN_MODULE, "there is no module `" + module + "`")
                        .at(entry.key().place())
                        .suggest(module, modules.names())
                        .toException();
            }
            MapValue arguments = Shapes.mapping(module, entry.value()).toValue();
            modules.checkArguments(module, arguments, entry.key().place());
            defaults.put(lastPart(module), arguments);
        }
        return defaults;
    }

    /** A module's name without its collection. */
    static String lastPart(String module) {
        return module.substring(module.lastIndexOf('.') + 1);
    }
}
