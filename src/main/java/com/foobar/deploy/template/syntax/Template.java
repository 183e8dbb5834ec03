package com.foobar.deploy.template.syntax;

import com.foobar.deploy.value.TextValue;
import java.util.List;
import java.util.Map;

/**
 * A parsed template. As in Jinja2 its last newline is dropped; {@link #ended} gives it back.
 *
 * @param blocks by name, those within other statements too
 * @param newlines how many newlines end the text that the template was parsed from
 */
public record Template(List<Statement> body, Map<String, Statement.Block> blocks, int newlines) {
    /** Parses the text of a YAML scalar or of the command line. */
    public static Template ofScalar(Source source) {
        return parse(source, TemplateSettings.DEFAULT, true, 0);
    }

    /** Parses a template file. */
    public static Template ofFile(Source source, TemplateSettings settings) {
        return parse(source, settings.withHeader(source), false, TemplateSettings.bodyStart(source.text()));
    }

    private static Template parse(Source source, TemplateSettings settings, boolean rawBackslashes, int from) {
        String text = source.text();
        var shorter = text.length() > from && text.endsWith("\n")
                ? new Source(text.substring(0, text.length() - 1), source.start(), source.file())
                : source;
        var segments = TemplateScanner.scan(shorter, settings, rawBackslashes, from);
        return new TemplateParser(shorter, segments).parse(endingNewlines(text));
    }

    private static int endingNewlines(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\n') {
            end--;
        }
        return text.length() - end;
    }

    /** A result that ends with at least as many newlines as the template: Ansible's rule. */
    public TextValue ended(TextValue result) {
        int missing = newlines - endingNewlines(result.text());
        if (missing <= 0) {
            return result;
        }
        return result.withText(result.text() + "\n".repeat(missing));
    }
}
