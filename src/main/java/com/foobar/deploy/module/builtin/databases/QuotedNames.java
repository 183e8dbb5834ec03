package com.foobar.deploy.module.builtin.databases;

import java.util.ArrayList;
import java.util.List;

/** Text with names in backquotes, cut where something stands outside of them. */
final class QuotedNames {
    private QuotedNames() {}

    /** Where {@code wanted} stands outside of backquotes, from an index on; -1 if nowhere. */
    static int find(String text, String wanted, int from) {
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '`') {
                quoted = !quoted;
            } else if (!quoted && i >= from && text.startsWith(wanted, i)) {
                return i;
            }
        }
        return -1;
    }

    /** The pieces between {@code separator}s outside of backquotes and parentheses, stripped, without empty ones. */
    static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        int depth = 0;
        boolean quoted = false;
        var part = new StringBuilder();
        for (char c : text.toCharArray()) {
            quoted ^= c == '`';
            if (!quoted) {
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            }
            if (c == separator && depth == 0 && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
    }
}
