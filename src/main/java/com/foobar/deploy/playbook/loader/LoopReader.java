package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.playbook.Loop;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/** Reads {@code loop}, {@code with_...} and {@code loop_control}. */
final class LoopReader {
    static final List<String> LOOKUPS = List.of(
            "items",
            "list",
            "flattened",
            "dict",
            "fileglob",
            "filetree",
            "first_found",
            "subelements",
            "nested",
            "cartesian",
            "together",
            "sequence",
            "random_choice",
            "indexed_items",
            "lines",
            "file",
            "template",
            "env",
            "url",
            "pipe",
            "vars",
            "varnames",
            "password",
            "inventory_hostnames",
            "ini",
            "csvfile");
    private static final List<String> CONTROLS =
            List.of("loop_var", "index_var", "label", "pause", "extended", "extended_allitems", "break_when");

    private final ExpressionCheck expressions;

    LoopReader(ExpressionCheck expressions) {
        this.expressions = expressions;
    }

    /** True if this checks such a key. */
    static boolean isLoop(YamlNode.Entry entry) {
        return entry.name().startsWith("with_");
    }

    Optional<Loop> read(YamlNode.Mapping task) {
        List<YamlNode.Entry> loops = task.entries().stream()
                .filter(entry -> isLoop(entry) || entry.name().equals("loop"))
                .toList();
        if (loops.size() > 1) {
            throw Diagnostic.of(
                            ErrorCode.KEYWORD_VALUE,
                            "a task has one loop, and here are two: `"
                                    + loops.get(0).name() + "` and `"
                                    + loops.get(1).name() + "`")
                    .at(loops.get(1).key().place())
                    .toException();
        }
        YamlNode.Mapping control = KeywordReader.node(task, "loop_control")
                .map(node -> Shapes.mapping("loop_control", node))
                .orElse(new YamlNode.Mapping(List.of(), task.place()));
        checkNames(control);
        return loops.stream().findFirst().map(entry -> loop(entry, control));
    }

    private static void checkNames(YamlNode.Mapping control) {
        for (YamlNode.Entry entry : control.entries()) {
            if (!CONTROLS.contains(entry.name())) {
                throw Diagnostic.of(ErrorCode.UNKNOWN_KEYWORD, "`loop_control` has no `" + entry.name() + "`")
                        .at(entry.key().place())
                        .suggest(entry.name(), CONTROLS)
                        .toException();
            }
        }
    }

    private Loop loop(YamlNode.Entry entry, YamlNode.Mapping control) {
        return new Loop(
                lookup(entry),
                items(entry),
                variable(control, "loop_var").orElse("item"),
                variable(control, "index_var"),
                KeywordReader.node(control, "label").map(YamlNode::toValue),
                KeywordReader.number(control, "pause"),
                KeywordReader.node(control, "extended")
                        .map(node -> Shapes.flag("extended", node))
                        .orElse(false),
                KeywordReader.node(control, "break_when").map(this::breakWhen));
    }

    private static String lookup(YamlNode.Entry entry) {
        if (entry.name().equals("loop")) {
            return "";
        }
        String lookup = KeywordReader.lastPart(entry.name().substring("with_".length()));
        if (!LOOKUPS.contains(lookup)) {
            throw Diagnostic.of(ErrorCode.UNKNOWN_KEYWORD, "there is no loop `" + entry.name() + "`")
                    .at(entry.key().place())
                    .suggest(
                            entry.name(),
                            LOOKUPS.stream().map(name -> "with_" + name).toList())
                    .toException();
        }
        return lookup;
    }

    private static Value items(YamlNode.Entry entry) {
        YamlNode node = entry.value();
        boolean loop = entry.name().equals("loop");
        boolean plainText = node instanceof YamlNode.Scalar scalar
                && !(scalar.value() instanceof TextValue text && text.template());
        if (loop && (plainText || node instanceof YamlNode.Mapping)) {
            throw Diagnostic.of(ErrorCode.KEYWORD_VALUE, "`loop` must be a list, not " + node.kind())
                    .at(node.place())
                    .advise("for the variable NAME write \"{{ NAME }}\"; for a mapping \"{{ NAME | dict2items }}\"")
                    .toException();
        }
        return node.toValue();
    }

    private static Optional<String> variable(YamlNode.Mapping control, String name) {
        return KeywordReader.node(control, name)
                .map(node -> Shapes.variableName(Shapes.text(name, node).text(), node.place()));
    }

    private Value breakWhen(YamlNode node) {
        List<Value> conditions = Shapes.scalars("break_when", node);
        for (Value condition : conditions) {
            if (condition instanceof TextValue text) {
                expressions.check(text.text(), text.place().orElse(node.place()));
            }
        }
        return conditions.size() == 1 ? conditions.getFirst() : Value.of(conditions);
    }
}
