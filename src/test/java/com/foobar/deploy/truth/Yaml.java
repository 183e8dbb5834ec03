package com.foobar.deploy.truth;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Writes maps, lists, texts, numbers and booleans as block YAML. */
final class Yaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./:-]*[A-Za-z0-9]|[A-Za-z]");
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private Yaml() {}

    /** A map that keeps its order; names and values alternate. */
    static Map<String, Object> map(Object... pairs) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }

    static String text(Object value) {
        return String.join("\n", lines(value)) + "\n";
    }

    private static List<String> lines(Object value) {
        var lines = new ArrayList<String>();
        switch (value) {
            case Map<?, ?> map
            when !map.isEmpty() ->
                map.forEach((name, of) -> entry(lines, scalar(name) + ":", of, of instanceof List ? "" : "  "));
            case List<?> list when !list.isEmpty() -> list.forEach(of -> item(lines, of));
            default -> lines.add(scalar(value));
        }
        return lines;
    }

    private static void entry(List<String> lines, String name, Object value, String indent) {
        if (isScalar(value)) {
            lines.add(name + " " + scalar(value));
        } else {
            lines.add(name);
            lines(value).forEach(line -> lines.add(indent + line));
        }
    }

    private static void item(List<String> lines, Object value) {
        List<String> inner = lines(value);
        for (int i = 0; i < inner.size(); i++) {
            lines.add((i == 0 ? "- " : "  ") + inner.get(i));
        }
    }

    private static boolean isScalar(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.isEmpty();
            case List<?> list -> list.isEmpty();
            default -> true;
        };
    }

    private static String scalar(Object value) {
        return switch (value) {
            case Map<?, ?> _ -> "{}";
            case List<?> _ -> "[]";
            case String text -> isPlain(text) ? text : quoted(text);
            default -> value.toString();
        };
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(java.util.Locale.ROOT));
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
