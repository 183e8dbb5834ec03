package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.template.filter.text.TextFilters;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One section of an INI text as Python's configparser reads it, without interpolation. */
final class IniText {
    private IniText() {}

    /** @param section empty for the lines before the first section, as a properties file has them */
    static Optional<Map<String, String>> section(String text, String section, boolean caseSensitive) {
        Map<String, String> entries = new LinkedHashMap<>();
        boolean found = section.isEmpty();
        boolean inside = found;
        String last = "";
        for (String line : TextFilters.lines(text)) {
            String bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#") || bare.startsWith(";")) {
                continue;
            }
            if (bare.startsWith("[") && bare.endsWith("]")) {
                inside = bare.substring(1, bare.length() - 1).equals(section);
                found |= inside;
                last = "";
            } else if (inside && Character.isWhitespace(line.charAt(0)) && !last.isEmpty()) {
                entries.merge(last, bare, (before, more) -> before + "\n" + more);
            } else if (inside) {
                last = add(entries, bare, caseSensitive);
            }
        }
        return found ? Optional.of(entries) : Optional.empty();
    }

    private static String add(Map<String, String> entries, String line, boolean caseSensitive) {
        String[] parts = line.split("[=:]", 2);
        String key = caseSensitive ? parts[0].strip() : parts[0].strip().toLowerCase(Locale.ROOT);
        entries.put(key, parts.length == 2 ? parts[1].strip() : "");
        return key;
    }
}
