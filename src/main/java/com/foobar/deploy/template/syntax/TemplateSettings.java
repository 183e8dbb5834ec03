package com.foobar.deploy.template.syntax;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a template is cut into text and tags.
 *
 * @param trimBlocks true where the newline after a block tag is dropped
 * @param lstripBlocks true where blanks from the start of the line to a block tag are dropped
 */
public record TemplateSettings(
        boolean trimBlocks,
        boolean lstripBlocks,
        String blockStart,
        String blockEnd,
        String variableStart,
        String variableEnd,
        String commentStart,
        String commentEnd) {
    /** Ansible's: {@code trim_blocks} on, {@code lstrip_blocks} off. */
    public static final TemplateSettings DEFAULT =
            new TemplateSettings(true, false, "{%", "%}", "{{", "}}", "{#", "#}");

    private static final String HEADER = "#jinja2:";
    private static final List<String> NAMES = List.of(
            "trim_blocks",
            "lstrip_blocks",
            "block_start_string",
            "block_end_string",
            "variable_start_string",
            "variable_end_string",
            "comment_start_string",
            "comment_end_string");

    /** These settings with the ones in a file's {@code #jinja2: name:value, ...} line over them. */
    TemplateSettings withHeader(Source source) {
        String text = source.text();
        if (!text.startsWith(HEADER)) {
            return this;
        }
        var settings = this;
        for (String pair : text.substring(HEADER.length(), headerEnd(text)).split(",")) {
            int colon = pair.indexOf(':');
            String name = colon < 0 ? "" : pair.substring(0, colon).strip();
            if (!NAMES.contains(name)) {
                throw source.syntax(0, "the header's setting `" + pair.strip() + "` is not understood")
                        .advise("write it as `name:value`, with a name out of " + String.join(", ", NAMES))
                        .toException();
            }
            settings = settings.with(name, unquoted(pair.substring(colon + 1).strip()));
        }
        return settings;
    }

    /** Where the template starts after the header line. */
    static int bodyStart(String text) {
        return text.startsWith(HEADER) ? Math.min(headerEnd(text) + 1, text.length()) : 0;
    }

    private static int headerEnd(String text) {
        int newline = text.indexOf('\n');
        return newline < 0 ? text.length() : newline;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("'") || value.startsWith("\""))
                && value.charAt(0) == value.charAt(value.length() - 1);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    /** These settings with those of the template module's arguments, which have Jinja2's names. */
    public TemplateSettings with(Map<String, String> options) {
        var settings = this;
        for (var option : options.entrySet()) {
            settings = settings.with(option.getKey(), option.getValue());
        }
        return settings;
    }

    private TemplateSettings with(String option, String value) {
        boolean on = isTrue(value);
        return switch (option) {
            case "trim_blocks" -> marks(on, lstripBlocks, blockStart, blockEnd, variableStart, variableEnd);
            case "lstrip_blocks" -> marks(trimBlocks, on, blockStart, blockEnd, variableStart, variableEnd);
            case "block_start_string" -> marks(trimBlocks, lstripBlocks, value, blockEnd, variableStart, variableEnd);
            case "block_end_string" -> marks(trimBlocks, lstripBlocks, blockStart, value, variableStart, variableEnd);
            case "variable_start_string" -> marks(trimBlocks, lstripBlocks, blockStart, blockEnd, value, variableEnd);
            case "variable_end_string" -> marks(trimBlocks, lstripBlocks, blockStart, blockEnd, variableStart, value);
            case "comment_start_string" ->
                new TemplateSettings(
                        trimBlocks, lstripBlocks, blockStart, blockEnd, variableStart, variableEnd, value, commentEnd);
            case "comment_end_string" ->
                new TemplateSettings(
                        trimBlocks,
                        lstripBlocks,
                        blockStart,
                        blockEnd,
                        variableStart,
                        variableEnd,
                        commentStart,
                        value);
            default -> this;
        };
    }

    private TemplateSettings marks(
            boolean trim, boolean lstrip, String block, String endBlock, String variable, String endVariable) {
        return new TemplateSettings(trim, lstrip, block, endBlock, variable, endVariable, commentStart, commentEnd);
    }

    private static boolean isTrue(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> true;
            default -> false;
        };
    }
}
