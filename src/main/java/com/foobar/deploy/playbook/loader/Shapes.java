package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.BooleanWords;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes nodes for what a keyword needs them to be, or says where they are not. */
final class Shapes {
    private Shapes() {}

    static DeployException wrong(String keyword, String expected, YamlNode node) {
        return Diagnostic.of(ErrorCode.KEYWORD_VALUE, "`" + keyword + "` must be " + expected + ", not " + node.kind())
                .at(node.place())
                .toException();
    }

    static boolean isNull(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar && scalar.value() == NullValue.NULL;
    }

    static YamlNode.Mapping mapping(String what, YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw wrong(what, "a mapping", node);
    }

    /** The items of a list; none for nothing. */
    static List<YamlNode> list(String what, YamlNode node) {
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items();
        }
        if (isNull(node)) {
            return List.of();
        }
        throw wrong(what, "a list", node);
    }

    /** A text, or a number or boolean as it is written in YAML's core. */
    static TextValue text(String what, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            Optional<TextValue> text = asText(scalar.value());
            if (text.isPresent()) {
                return text.get().place().isPresent() ? text.get() : text.get().withPlace(node.place());
            }
        }
        throw wrong(what, "a string", node);
    }

    private static Optional<TextValue> asText(Value value) {
        return switch (value) {
            case TextValue text -> Optional.of(text);
            case IntValue number -> Optional.of(TextValue.plain(number.number().toString()));
            case FloatValue number ->
                Optional.of(TextValue.plain(BigDecimal.valueOf(number.number()).toPlainString()));
            case BoolValue flag -> Optional.of(TextValue.plain(flag.flag() ? "True" : "False"));
            default -> Optional.empty();
        };
    }

    /** One scalar or a list of scalars, as they are. */
    static List<Value> scalars(String what, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.value() == NullValue.NULL ? List.of() : List.of(scalar.value());
        }
        if (node instanceof YamlNode.Sequence sequence) {
            return sequence.items().stream()
                    .map(item -> item instanceof YamlNode.Scalar scalar ? scalar.value() : refuseItem(what, item))
                    .toList();
        }
        throw wrong(what, "a string or a list of strings", node);
    }

    private static Value refuseItem(String what, YamlNode item) {
        throw Diagnostic.of(
                        ErrorCode.KEYWORD_VALUE,
                        "an item of `" + what + "` must be a string or a boolean, not " + item.kind())
                .at(item.place())
                .advise("a string that holds `: ` must stand in quotes")
                .toException();
    }

    /** A boolean, a word for one, or a template. */
    static Value bool(String what, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            Optional<Value> flag = asBool(scalar.value());
            if (flag.isPresent()) {
                return flag.get();
            }
        }
        throw wrong(what, "true or false", node);
    }

    private static Optional<Value> asBool(Value value) {
        return switch (value) {
            case BoolValue flag -> Optional.of(flag);
            case IntValue number ->
                number.number().bitLength() <= 1 && number.number().signum() >= 0
                        ? Optional.of(Value.of(number.number().signum() == 1))
                        : Optional.empty();
            case TextValue text ->
                text.template()
                        ? Optional.of(text)
                        : BooleanWords.parse(text.text()).map(Value::of);
            default -> Optional.empty();
        };
    }

    /** True or false, known now. */
    static boolean flag(String what, YamlNode node) {
        if (bool(what, node) instanceof BoolValue flag) {
            return flag.flag();
        }
        throw wrong(what, "true or false", node);
    }

    /** A number, a text that is one, or a template. */
    static Value number(String what, YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            switch (scalar.value()) {
                case IntValue _, FloatValue _ -> {
                    return scalar.value();
                }
                case TextValue text -> {
                    if (text.template() || text.text().strip().matches("-?\\d+(\\.\\d+)?")) {
                        return text;
                    }
                }
                default -> {
                    // refused below
                }
            }
        }
        throw wrong(what, "a number", node);
    }

    /** Variables: a mapping, or a list of mappings as old playbooks have it. */
    static Map<String, Value> variables(String what, YamlNode node) {
        var variables = new java.util.LinkedHashMap<String, Value>();
        if (node instanceof YamlNode.Sequence sequence) {
            sequence.items().forEach(item -> variables.putAll(variables(what, mapping(what, item))));
            return variables;
        }
        for (YamlNode.Entry entry : mapping(what, node).entries()) {
            variables.put(
                    variableName(entry.name(), entry.key().place()),
                    entry.value().toValue());
        }
        return java.util.Collections.unmodifiableMap(variables);
    }

    static String variableName(String name, Place place) {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw Diagnostic.of(ErrorCode.KEYWORD_VALUE, "`" + name + "` is not a name that a variable can have")
                    .at(place)
                    .advise("names are letters, digits and underscores, and do not start with a digit")
                    .toException();
        }
        return name;
    }
}
