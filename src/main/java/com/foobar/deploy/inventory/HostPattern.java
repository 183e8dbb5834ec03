package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of hosts, such as {@code web:&db:!web-02}. Whatever the order written, what is included comes first, then
 * the intersections, then the exclusions.
 */
record HostPattern(List<PatternTerm> terms) {
    HostPattern {
        terms = List.copyOf(terms);
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException HOST_PATTERN for a pattern that is not valid */
    static HostPattern parse(String pattern, Place place) {
        var terms = new ArrayList<PatternTerm>();
        for (String part : split(pattern)) {
            if (part.startsWith("@")) {
                fromFile(part.substring(1), terms);
            } else {
                terms.add(PatternTerm.parse(part, place));
            }
        }
        return new HostPattern(terms);
    }

    /** The terms of one kind, in the order written. */
    List<PatternTerm> terms(PatternTerm.Kind kind) {
        return terms.stream().filter(term -> term.kind() == kind).toList();
    }

    private static void fromFile(String name, List<PatternTerm> terms) {
        String text = TextFile.read(Path.of(name));
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String trimmed = line.strip();
            if (!trimmed.isEmpty() && !trimmed.startsWith("#")) {
                terms.addAll(parse(trimmed, new Place(name, number, 1)).terms());
            }
        }
    }

    /** Splits at commas and colons that stand outside of brackets; an IPv6 address keeps its colons. */
    private static List<String> split(String pattern) {
        var parts = new ArrayList<String>();
        for (String part : splitOutsideBrackets(pattern, ',')) {
            String bare = part.strip();
            if (HostEntry.isAddress(bare.startsWith("!") || bare.startsWith("&") ? bare.substring(1) : bare)) {
                parts.add(bare);
            } else {
                splitOutsideBrackets(bare, ':').forEach(each -> parts.add(each.strip()));
            }
        }
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static List<String> splitOutsideBrackets(String text, char separator) {
        var parts = new ArrayList<String>();
        var part = new StringBuilder();
        int depth = 0;
        for (char c : text.toCharArray()) {
            if (c == separator && depth == 0) {
                parts.add(part.toString());
                part.setLength(0);
                continue;
            }
            depth = Math.max(0, depth + nesting(c));
            part.append(c);
        }
        parts.add(part.toString());
        return parts;
    }

    private static int nesting(char c) {
        return switch (c) {
            case '[', '(', '{' -> 1;
            case ']', ')', '}' -> -1;
            default -> 0;
        };
    }
}
