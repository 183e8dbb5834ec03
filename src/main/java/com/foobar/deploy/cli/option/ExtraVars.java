package com.foobar.deploy.cli.option;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.loader.KeyValueText;
import com.foobar.deploy.value.SecretNames;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import com.foobar.deploy.value.yaml.YamlNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code -e}: {@code k=v} words (their values are texts, as in Ansible, and split as those of tasks), YAML or JSON, or {@code @file}. */
final class ExtraVars {
    private static final Place PLACE = Place.of("<command line>");
    private static final Pattern NAME = Pattern.compile("\\s*([A-Za-z_][\\w.-]*)\\s*=");

    private ExtraVars() {}

    static Map<String, Value> parse(List<String> given, VaultReader vault) {
        var all = new LinkedHashMap<String, Value>();
        var yaml = new YamlFile(vault);
        for (String one : given) {
            if (one.startsWith("@")) {
                all.putAll(mapping(yaml.read(Path.of(one.substring(1))), one));
            } else if (one.stripLeading().startsWith("{") || one.stripLeading().startsWith("-")) {
                all.putAll(mapping(inline(one, yaml), "{...}"));
            } else {
                all.putAll(words(one));
            }
        }
        return all;
    }

    /** What is wrong with it is not quoted: it may be a password. */
    private static Optional<YamlNode> inline(String text, YamlFile yaml) {
        try {
            return yaml.parse(text, PLACE.file());
        } catch (DeployException e) {
            if (e.diagnostic().code() != ErrorCode.YAML_SYNTAX) {
                throw e;
            }
            String where = e.diagnostic()
                    .place()
                    .map(place -> ": look at line " + place.line() + ", column " + place.column())
                    .orElse("");
            throw Diagnostic.of(ErrorCode.USAGE, "-e `{...}` is neither valid JSON nor valid YAML" + where)
                    .toException();
        }
    }

    private static Map<String, Value> mapping(Optional<YamlNode> node, String shown) {
        if (node.isPresent() && node.get() instanceof YamlNode.Mapping mapping) {
            return mapping.toValue().strings();
        }
        throw wrong(shown);
    }

    private static Map<String, Value> words(String text) {
        var words = KeyValueText.of(text, _ -> true);
        if (!words.balanced() || !words.rest().isEmpty()) {
            throw wrong(shown(text));
        }
        var all = new LinkedHashMap<String, Value>();
        words.arguments()
                .forEach((name, value) -> all.put(name, SecretNames.mark(name, TextValue.written(value, PLACE))));
        return all;
    }

    /** The name alone: what follows may be a password. */
    private static String shown(String text) {
        Matcher name = NAME.matcher(text);
        return name.lookingAt() ? name.group(1) + "=..." : "...";
    }

    private static RuntimeException wrong(String shown) {
        return Diagnostic.of(ErrorCode.USAGE, "-e `" + shown + "` is neither `name=value`, nor a mapping, nor @FILE")
                .advise("a value with blanks stands in quotes of its own: -e 'name=\"two words\"'")
                .toException();
    }
}
