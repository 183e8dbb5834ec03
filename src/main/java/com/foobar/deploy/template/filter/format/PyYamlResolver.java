package com.foobar.deploy.template.filter.format;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/** Which plain texts PyYAML reads as something else, and so writes in quotes; SnakeYAML differs in a few. */
final class PyYamlResolver extends Resolver {
    private static final Pattern BOOL =
            Pattern.compile("(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)");
    private static final Pattern FLOAT = Pattern.compile("(?:[-+]?(?:[0-9][0-9_]*)\\.[0-9_]*(?:[eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\\.[0-9_]*"
            + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN))");
    private static final Pattern INT = Pattern.compile("(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)"
            + "|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)");
    private static final Pattern TIMESTAMP = Pattern.compile("(?:[0-9]{4}-[0-9]{2}-[0-9]{2}"
            + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \\t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\\.[0-9]*)?"
            + "(?:[ \\t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?)");

    @Override
    protected void addImplicitResolvers() {
        addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO", 10);
        addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.", Integer.MAX_VALUE);
        addImplicitResolver(Tag.INT, INT, "-+0123456789", Integer.MAX_VALUE);
        addImplicitResolver(Tag.MERGE, Pattern.compile("<<"), "<", 10);
        addImplicitResolver(Tag.NULL, Pattern.compile("~|null|Null|NULL| "), "~nN\0", 10);
        addImplicitResolver(Tag.NULL, Pattern.compile("^$"), null, 10);
        addImplicitResolver(Tag.TIMESTAMP, TIMESTAMP, "0123456789", 50);
        addImplicitResolver(new Tag("tag:yaml.org,2002:value"), Pattern.compile("="), "=", 10);
    }
}
