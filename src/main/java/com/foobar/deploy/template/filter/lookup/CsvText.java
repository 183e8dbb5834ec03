package com.foobar.deploy.template.filter.lookup;

import java.util.ArrayList;
import java.util.List;

/** Rows of a CSV text; a field in double quotes may hold separators, ends of lines, and quotes written twice. */
final class CsvText {
    private final String text;
    private final char separator;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private int at;

    private CsvText(String text, char separator) {
        this.text = text.replace("\r\n", "\n");
        this.separator = separator;
    }

    static List<List<String>> rows(String text, char separator) {
        var csv = new CsvText(text, separator);
        while (csv.at < csv.text.length()) {
            csv.field();
        }
        return csv.rows;
    }

    private void field() {
        var field = new StringBuilder();
        boolean quoted = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"' && quoted && at < text.length() && text.charAt(at) == '"') {
                field.append(text.charAt(at++));
            } else if (c == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (!quoted && (c == separator || c == '\n')) {
                end(field.toString(), c == '\n');
                return;
            } else {
                field.append(c);
            }
        }
        end(field.toString(), true);
    }

    private void end(String field, boolean line) {
        row.add(field);
        if (line) {
            rows.add(row);
            row = new ArrayList<>();
        }
    }
}
