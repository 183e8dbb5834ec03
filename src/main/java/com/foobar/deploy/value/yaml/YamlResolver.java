package com.foobar.deploy.value.yaml;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What a plain scalar is, by PyYAML's rules. SnakeYAML's own take {@code 1e5} and {@code 12e03} (which may be the start
 * of a hash) for numbers.
 */
final class YamlResolver extends Resolver {
    private static final Pattern BOOL =
            Pattern.compile("yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF");
    private static final Pattern FLOAT = Pattern.compile("[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
            + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
            + "|[-+]?\\.(?:inf|Inf|INF)"
            + "|\\.(?:nan|NaN|NAN)");
    private static final Pattern INT = Pattern.compile("[-+]?0b[0-1_]+"
            + "|[-+]?0[0-7_]+"
            + "|[-+]?(?:0|[1-9][0-9_]*)"
            + "|[-+]?0x[0-9a-fA-F_]+"
            + "|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+");
    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");

    /** JSON has numbers that are texts in YAML 1.1. */
    private static final Pattern JSON_NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?[eE][-+]?[0-9]+");

    /** @param json true for a document that is JSON */
    YamlResolver(boolean json) {
        if (json) {
            addImplicitResolver(Tag.FLOAT, anchored(JSON_NUMBER), "-0123456789");
        }
    }

    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.BOOL, anchored(BOOL), "yYnNtTfFoO");
        addImplicitResolver(Tag.INT, anchored(INT), "-+0123456789");
        addImplicitResolver(Tag.FLOAT, anchored(FLOAT), "-+0123456789.");
        addImplicitResolver(Tag.MERGE, anchored(Pattern.compile("<<")), "<");
        addImplicitResolver(Tag.NULL, anchored(NULL), "~nN\0");
        addImplicitResolver(Tag.NULL, EMPTY, null);
    }

    private static Pattern anchored(Pattern pattern) {
        return Pattern.compile("^(?:" + pattern.pattern() + ")$");
    }
}
