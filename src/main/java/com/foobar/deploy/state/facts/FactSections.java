package com.foobar.deploy.state.facts;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts that the script printed, by name. */
record FactSections(Map<String, String> parts) {
    static FactSections of(String output) {
        var parts = new LinkedHashMap<String, String>();
        for (String part : output.split("\n\u0001", -1)) {
            int end = part.indexOf('\n');
            if (end > 0) {
                parts.put(part.substring(0, end), part.substring(end + 1));
            }
        }
        if (!output.endsWith("\n\u0001end\n")) {
            throw Diagnostic.of(ErrorCode.OUTPUT_NOT_UNDERSTOOD, "the host's facts are not complete")
                    .toException();
        }
        return new FactSections(parts);
    }

    String text(String name) {
        return parts.getOrDefault(name, "");
    }

    /** Without white space at its ends. */
    String word(String name) {
        return text(name).strip();
    }

    List<String> lines(String name) {
        return text(name).lines().filter(line -> !line.isBlank()).toList();
    }

    /** {@code KEY=value} lines, quotes taken off as a shell would. */
    Map<String, String> assignments(String name) {
        var values = new LinkedHashMap<String, String>();
        for (String line : lines(name)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.putIfAbsent(
                        line.substring(0, equals).strip(),
                        unquoted(line.substring(equals + 1).strip()));
            }
        }
        return values;
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1
                && (value.startsWith("\"") && value.endsWith("\"") || value.startsWith("'") && value.endsWith("'"));
        return quoted ? value.substring(1, value.length() - 1).replaceAll("\\\\([\"$`\\\\])", "$1") : value;
    }

    /** Strings ended by NUL bytes, {@code NAME=value}. */
    Map<String, String> environment(String name) {
        var values = new LinkedHashMap<String, String>();
        for (String entry : text(name).split("\0")) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                values.put(entry.substring(0, equals), entry.substring(equals + 1));
            }
        }
        return values;
    }
}
