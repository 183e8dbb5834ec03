package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Evaluates the names of imported files and roles out of what is known before a run. */
final class KnownNames {
    private final StaticTexts texts;
    private final Map<String, Value> strongest;

    KnownNames(StaticTexts texts, Map<String, Value> strongest) {
        this.texts = texts;
        this.strongest = Map.copyOf(strongest);
    }

    String render(String what, Value value, Map<String, Value> variables, Place place) {
        if (!(value instanceof TextValue text)) {
            throw Diagnostic.of(ErrorCode.KEYWORD_VALUE, "the name given to `" + what + "` must be a string")
                    .at(place)
                    .toException();
        }
        if (!text.template()) {
            return text.text();
        }
        var all = new LinkedHashMap<>(variables);
        all.putAll(strongest);
        try {
            return texts.render(text, all);
        } catch (DeployException e) {
            throw new DeployException(
                    e.diagnostic()
                            .at(text.place().orElse(place))
                            .advise("`" + what + "` is carried out before the run and knows no facts or results: use `"
                                    + what.replace("import", "include") + "` where the name depends on them"),
                    e);
        }
    }

    /** Puts variables into {@code {{ name }}} and knows nothing else of the expression language. */
    static String plainly(TextValue template, Map<String, Value> variables) {
        var pattern = java.util.regex.Pattern.compile("\\{\\{\\s*([A-Za-z_]\\w*)\\s*}}");
        String result = pattern.matcher(template.text()).replaceAll(match -> {
            Value value = variables.get(match.group(1));
            if (value == null) {
                throw Diagnostic.of(ErrorCode.UNDEFINED_VARIABLE, "'" + match.group(1) + "' is undefined")
                        .at(template.place())
                        .toException();
            }
            return java.util.regex.Matcher.quoteReplacement(
                    value instanceof TextValue text ? text.text() : String.valueOf(value));
        });
        if (result.contains("{{") || result.contains("{%")) {
            throw Diagnostic.of(ErrorCode.UNDEFINED_VARIABLE, "the value of `" + template + "` is not known")
                    .at(template.place())
                    .toException();
        }
        return result;
    }
}
