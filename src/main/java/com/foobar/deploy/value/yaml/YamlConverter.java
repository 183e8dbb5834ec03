package com.foobar.deploy.value.yaml;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Turns one document's SnakeYAML nodes into ours: merge keys, {@code !vault} and {@code !unsafe} included. */
final class YamlConverter {
    private static final Set<String> VAULT = Set.of("!vault", "!vault-encrypted");
    private static final String UNSAFE = "!unsafe";
    private static final String STANDARD = "tag:yaml.org,2002:";

    /** A document of a few lines can stand for billions of nodes by aliases of aliases. */
    private static final int MOST_NODES = 5_000_000;

    private final VaultReader vault;
    private final String name;
    private final String text;
    private final boolean secret;
    private final Map<Node, Converted> done = new IdentityHashMap<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean unsafe;
    private long nodes;

    /** A node with the number of nodes that it stands for. */
    private record Converted(YamlNode node, long size) {}

    /** @param text the whole document, for what is wrong with it */
    YamlConverter(VaultReader vault, String name, String text, boolean secret) {
        this.vault = vault;
        this.name = name;
        this.text = text;
        this.secret = secret;
    }

    /** Only a node with an anchor can be met twice; to remember every node costs more than to convert it. */
    YamlNode convert(Node node) {
        if (node.getAnchor() == null) {
            count(1, node);
            return unsafe(node);
        }
        Converted known = done.get(node);
        if (known != null && !unsafe) {
            count(known.size(), node);
            return known.node();
        }
        if (!open.add(node)) {
            throw refuse("this value contains itself", node);
        }
        long before = nodes;
        count(1, node);
        YamlNode made = unsafe(node);
        open.remove(node);
        done.put(node, new Converted(made, nodes - before));
        return made;
    }

    private void count(long more, Node node) {
        nodes += more;
        if (nodes > MOST_NODES) {
            throw refuse("aliases make this document too large", node);
        }
    }

    /** Everything within an {@code !unsafe} node is text that is never evaluated. */
    private YamlNode unsafe(Node node) {
        boolean outer = unsafe;
        unsafe = outer || node.getTag().getValue().equals(UNSAFE);
        try {
            return switch (node) {
                case ScalarNode scalar -> {
                    Place place = place(node.getStartMark());
                    yield new YamlNode.Scalar(scalar(scalar, place), place);
                }
                case SequenceNode sequence -> sequence(sequence);
                case MappingNode mapping -> mapping(mapping);
                default -> throw new IllegalStateException("unexpected node " + node.getNodeId());
            };
        } finally {
            unsafe = outer;
        }
    }

    private YamlNode sequence(SequenceNode node) {
        refuseUnknownTag(node);
        var items = new ArrayList<YamlNode>();
        node.getValue().forEach(item -> items.add(convert(item)));
        return new YamlNode.Sequence(List.copyOf(items), place(node.getStartMark()));
    }

    /** Merged entries come first, as in PyYAML; one's own value takes the place of a merged one. */
    private YamlNode mapping(MappingNode node) {
        refuseUnknownTag(node);
        var own = new ArrayList<YamlNode.Entry>(node.getValue().size());
        var merged = new LinkedHashMap<Value, YamlNode.Entry>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                mergedEntries(tuple.getValueNode())
                        .forEach(entry -> merged.put(entry.key().value(), entry));
            } else {
                own.add(entry(key(tuple.getKeyNode()), convert(tuple.getValueNode())));
            }
        }
        refuseDuplicates(own);
        return new YamlNode.Mapping(together(merged, own), place(node.getStartMark()));
    }

    private static List<YamlNode.Entry> together(Map<Value, YamlNode.Entry> merged, List<YamlNode.Entry> own) {
        if (merged.isEmpty()) {
            return Collections.unmodifiableList(own);
        }
        own.forEach(entry -> merged.put(entry.key().value(), entry));
        return List.copyOf(merged.values());
    }

    /** A name that says password, token or secret makes all that stands below it secret. */
    private static YamlNode.Entry entry(YamlNode.Scalar key, YamlNode value) {
        var plain = new YamlNode.Entry(key, value);
        return SecretNames.isSecret(plain.name()) ? new YamlNode.Entry(key, hidden(value)) : plain;
    }

    private static YamlNode hidden(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar -> new YamlNode.Scalar(scalar.value().asSecret(), scalar.place());
            case YamlNode.Sequence list ->
                new YamlNode.Sequence(
                        list.items().stream().map(YamlConverter::hidden).toList(), list.place());
            case YamlNode.Mapping mapping ->
                new YamlNode.Mapping(
                        mapping.entries().stream()
                                .map(entry -> new YamlNode.Entry(entry.key(), hidden(entry.value())))
                                .toList(),
                        mapping.place());
        };
    }

    private YamlNode.Scalar key(Node node) {
        if (convert(node) instanceof YamlNode.Scalar scalar) {
            return scalar.value() instanceof TextValue text && text.template()
                    ? new YamlNode.Scalar(text.withoutTemplate(), scalar.place())
                    : scalar;
        }
        Place where = place(node.getStartMark());
        throw UnquotedTemplate.at(where, text, secret)
                .orElseGet(() -> Diagnostic.of(ErrorCode.YAML_SYNTAX, "a key must be a string, a number or a boolean")
                        .at(where)
                        .advise("a value that starts with `{{` must stand in quotes")
                        .toException());
    }

    /** Of several merged mappings the first one wins. */
    private List<YamlNode.Entry> mergedEntries(Node node) {
        return switch (convert(node)) {
            case YamlNode.Mapping mapping -> mapping.entries();
            case YamlNode.Sequence sequence ->
                sequence.items().reversed().stream()
                        .flatMap(item -> mergeable(item).entries().stream())
                        .toList();
            case YamlNode.Scalar scalar -> mergeable(scalar).entries();
        };
    }

    private static YamlNode.Mapping mergeable(YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        throw Diagnostic.of(ErrorCode.YAML_SHAPE, "`<<` merges mappings only, not " + node.kind())
                .at(node.place())
                .toException();
    }

    private static void refuseDuplicates(List<YamlNode.Entry> entries) {
        var seen = HashMap.<Value, Place>newHashMap(entries.size());
        for (YamlNode.Entry entry : entries) {
            Place first = seen.putIfAbsent(entry.key().value(), entry.key().place());
            if (first != null) {
                throw Diagnostic.of(
                                ErrorCode.YAML_DUPLICATE_KEY,
                                "the key `" + entry.name() + "` stands here twice, first in line " + first.line())
                        .at(entry.key().place())
                        .advise("YAML would drop the first one: rename one of them, or begin a new item with `- `")
                        .toException();
            }
        }
    }

    private Value scalar(ScalarNode node, Place place) {
        if (VAULT.contains(node.getTag().getValue())) {
            return vaulted(node.getValue(), place);
        }
        Value value =
                unsafe && isText(node) ? TextValue.plain(node.getValue()).withPlace(place) : resolved(node, place);
        return secret ? value.asSecret() : value;
    }

    private static boolean isText(ScalarNode node) {
        return node.getTag().equals(Tag.STR) || node.getTag().getValue().equals(UNSAFE);
    }

    private Value resolved(ScalarNode node, Place place) {
        refuseUnknownTag(node);
        try {
            return YamlScalars.resolve(node, place);
        } catch (IllegalArgumentException _) {
            throw refuse("the value does not fit its tag `" + shown(node.getTag()) + "`", node);
        }
    }

    private Value vaulted(String envelope, Place place) {
        if (!vault.hasPasswords()) {
            return new UndefinedValue("the value at " + place + " is encrypted and no vault password was given");
        }
        if (!vault.isMeantFor(envelope, place)) {
            return new UndefinedValue("the value at " + place + " is encrypted for a vault id that was not given");
        }
        String clear = new String(vault.decrypt(envelope, place), StandardCharsets.UTF_8);
        return TextValue.written(clear, place).withSecret();
    }

    private void refuseUnknownTag(Node node) {
        String tag = node.getTag().getValue();
        if (!tag.startsWith(STANDARD) && !tag.equals(UNSAFE)) {
            var diagnostic = Diagnostic.of(ErrorCode.YAML_SYNTAX, "the tag `" + tag + "` is not known here")
                    .at(place(node.getStartMark()))
                    .suggest(tag, List.of("!vault", UNSAFE));
            throw diagnostic
                    .advise("a string that starts with `!` must stand in quotes")
                    .toException();
        }
    }

    private static String shown(Tag tag) {
        return tag.getValue().replace(STANDARD, "!!");
    }

    private DeployException refuse(String why, Node node) {
        return Diagnostic.of(ErrorCode.YAML_SYNTAX, why)
                .at(place(node.getStartMark()))
                .toException();
    }

    private Place place(Mark mark) {
        return new Place(name, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
