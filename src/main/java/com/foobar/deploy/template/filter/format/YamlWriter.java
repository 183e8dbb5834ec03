package com.foobar.deploy.template.filter.format;

import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.argument.PythonNumbers;
import com.foobar.deploy.template.filter.collection.OrderFilters;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes YAML as PyYAML does: SnakeYAML's emitter is made after PyYAML's, and gets the nodes PyYAML would make. */
public final class YamlWriter {
    /** @param flow empty lets lists and mappings that hold only scalars stand on one line */
    public record Style(
            int indent,
            int width,
            boolean sortKeys,
            Optional<Boolean> flow,
            boolean explicitStart,
            boolean explicitEnd) {}

    /** libyaml escapes these, which needs double quotes; SnakeYAML writes them as they are. */
    private static final Pattern SUPPLEMENTARY = Pattern.compile("[\\x{10000}-\\x{10FFFF}]");

    private final Style style;

    private YamlWriter(Style style) {
        this.style = style;
    }

    public static String write(Value value, Style style) {
        var options = new DumperOptions();
        options.setIndent(style.indent());
        options.setWidth(style.width());
        options.setSplitLines(true);
        options.setAllowUnicode(true);
        options.setExplicitStart(style.explicitStart());
        options.setExplicitEnd(style.explicitEnd());
        var out = new StringWriter();
        Node root = new YamlWriter(style).node(value);
        var yaml = new Yaml(
                new SafeConstructor(new LoaderOptions()),
                new Representer(options),
                options,
                new LoaderOptions(),
                new PyYamlResolver());
        yaml.serialize(root, out);
        return SUPPLEMENTARY.matcher(out.toString()).replaceAll(YamlWriter::escape);
    }

    private Node node(Value value) {
        return switch (value) {
            case NullValue _ -> scalar(Tag.NULL, "null");
            case BoolValue bool -> scalar(Tag.BOOL, String.valueOf(bool.flag()));
            case IntValue number -> scalar(Tag.INT, number.number().toString());
            case FloatValue number -> scalar(Tag.FLOAT, floating(number.number()));
            case TextValue text -> scalar(Tag.STR, text.text());
            case ListValue list -> sequence(list);
            case MapValue map -> mapping(map);
            case UndefinedValue undefined -> throw PythonValues.undefined(undefined);
            case OmitValue _, ObjectValue _ ->
                throw Problem.type("a value of type " + PythonValues.typeName(value) + " cannot be written as YAML");
        };
    }

    private static ScalarNode scalar(Tag tag, String text) {
        if (SUPPLEMENTARY.matcher(text).find()) {
            return new ScalarNode(tag, text, null, null, ScalarStyle.DOUBLE_QUOTED);
        }
        // Several lines are never plain in PyYAML; where quotes cannot hold them the emitter takes double ones.
        var style = text.contains("\n") ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.PLAIN;
        return new ScalarNode(tag, text, null, null, style);
    }

    private static String escape(MatchResult match) {
        return String.format("\\\\U%08X", match.group().codePointAt(0));
    }

    private static String floating(double number) {
        if (Double.isNaN(number)) {
            return ".nan";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? ".inf" : "-.inf";
        }
        String text = PythonText.ofFloat(number);
        // YAML 1.1 takes 1e16 for a text.
        return text.contains(".") ? text : text.replace("e", ".0e");
    }

    private Node sequence(ListValue list) {
        var nodes = new ArrayList<Node>();
        list.items().forEach(item -> nodes.add(node(item)));
        boolean simple = nodes.stream().allMatch(ScalarNode.class::isInstance);
        return new SequenceNode(Tag.SEQ, nodes, flow(simple));
    }

    private Node mapping(MapValue map) {
        var tuples = new ArrayList<NodeTuple>();
        boolean simple = true;
        for (Value key : keys(map)) {
            Node node = node(Objects.requireNonNull(map.entries().get(key)));
            simple &= node instanceof ScalarNode;
            tuples.add(new NodeTuple(node(key), node));
        }
        return new MappingNode(Tag.MAP, tuples, flow(simple));
    }

    private List<Value> keys(MapValue map) {
        List<Value> written = List.copyOf(map.entries().keySet());
        boolean comparable = written.stream().allMatch(TextValue.class::isInstance)
                || written.stream().allMatch(key -> PythonNumbers.real(key).isPresent());
        return style.sortKeys() && comparable ? OrderFilters.sortedKeys(map) : written;
    }

    private FlowStyle flow(boolean simple) {
        return style.flow().orElse(simple) ? FlowStyle.FLOW : FlowStyle.BLOCK;
    }
}
