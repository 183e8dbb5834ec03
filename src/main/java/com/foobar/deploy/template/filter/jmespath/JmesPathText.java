package com.foobar.deploy.template.filter.jmespath;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.template.filter.format.JsonReader;
import com.foobar.deploy.template.filter.format.JsonWriter;
import com.foobar.deploy.value.Value;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions as older manuals of Ansible write them: {@code [?name == `web`]}, a text without its double quotes. The
 * specification dropped that, Python's implementation still takes it, the library does not.
 */
final class JmesPathText {
    private static final Pattern QUOTED =
            Pattern.compile("'(?:\\\\.|[^'\\\\])*'|\"(?:\\\\.|[^\"\\\\])*\"|`((?:\\\\.|[^`\\\\])*)`", Pattern.DOTALL);

    private JmesPathText() {}

    static String withQuotes(String expression) {
        return QUOTED.matcher(expression)
                .replaceAll(found -> Matcher.quoteReplacement(
                        bare(found).map(JmesPathText::literal).orElseGet(found::group)));
    }

    /** The text between backquotes that is not JSON. */
    private static Optional<String> bare(MatchResult found) {
        String literal = found.group(1);
        if (literal == null) {
            return Optional.empty();
        }
        String text = literal.replace("\\`", "`").stripLeading();
        try {
            JsonReader.read(text);
            return Optional.empty();
        } catch (DeployException _) {
            return Optional.of(text);
        }
    }

    private static String literal(String text) {
        String json = JsonWriter.write(Value.of(text), JsonWriter.Style.line(false));
        return "`" + json.replace("`", "\\`") + "`";
    }
}
