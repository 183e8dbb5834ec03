package com.foobar.deploy.cli;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
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

/** {@code -e}: {@code k=v} words (their values are texts, as in Ansible), YAML or JSON, or {@code @file}. */
final class ExtraVars {
    private static final Place PLACE = Place.of("<command line>");
    private static final Pattern WORD =
            Pattern.compile("\\s*([A-Za-z_]\\w*)=(\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\\{\\{.*?\\}\\}|\\S*)");

    private ExtraVars() {}

    static Map<String, Value> parse(List<String> given, VaultReader vault) {
        var all = new LinkedHashMap<String, Value>();
        var yaml = new YamlFile(vault);
        for (String one : given) {
            if (one.startsWith("@")) {
                all.putAll(mapping(yaml.read(Path.of(one.substring(1))), one));
            } else if (one.stripLeading().startsWith("{") || one.stripLeading().startsWith("-")) {
                all.putAll(mapping(yaml.parse(one, PLACE.file()), one));
            } else {
                all.putAll(words(one));
            }
        }
        return all;
    }

    private static Map<String, Value> mapping(Optional<YamlNode> node, String given) {
        if (node.isPresent() && node.get() instanceof YamlNode.Mapping mapping) {
            return mapping.toValue().strings();
        }
        throw wrong(given);
    }

    private static Map<String, Value> words(String text) {
        var all = new LinkedHashMap<String, Value>();
        Matcher matcher = WORD.matcher(text);
        int end = 0;
        while (matcher.find() && text.substring(end, matcher.start()).isBlank()) {
            String name = matcher.group(1);
            all.put(name, SecretNames.mark(name, TextValue.written(unquoted(matcher.group(2)), PLACE)));
            end = matcher.end();
        }
        if (all.isEmpty() || !text.substring(end).isBlank()) {
            throw wrong(text);
        }
        return all;
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() >= 2
                && (word.startsWith("\"") && word.endsWith("\"") || word.startsWith("'") && word.endsWith("'"));
        return quoted ? word.substring(1, word.length() - 1).replace("\\\"", "\"") : word;
    }

    private static RuntimeException wrong(String given) {
        return Diagnostic.of(ErrorCode.USAGE, "-e `" + given + "` is neither `name=value`, nor a mapping, nor @FILE")
                .toException();
    }
}
