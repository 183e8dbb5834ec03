package com.foobar.deploy.template.mustache;

import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template as Mustache.java gets it. Mustache.java leaves the line's end of a comment that stands alone, so it is
 * moved into the comment; and it does not count the lines within comments, so they are counted here.
 *
 * @param hidden how many lines were not counted, by the number that Mustache.java gives to the line where they end
 */
record SourceText(String text, NavigableMap<Integer, Integer> hidden) {
    private static final Pattern LONE_COMMENT =
            Pattern.compile("(?m)^[ \\t]*(\\{\\{![^}]*)(\\}\\})[ \\t]*(\\r?\\n|\\z)");
    private static final Pattern COMMENT = Pattern.compile("\\{\\{![^}]*\\}\\}");

    static SourceText of(String written) {
        String text = LONE_COMMENT.matcher(written).replaceAll("$1$3$2");
        var hidden = new TreeMap<Integer, Integer>();
        int total = 0;
        Matcher comment = COMMENT.matcher(text);
        while (comment.find()) {
            int line = lines(text.substring(0, comment.start())) - total + 1;
            total += lines(comment.group());
            hidden.put(line, total);
        }
        return new SourceText(text, hidden);
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    /** The line in the file, by the one that Mustache.java counted. */
    int line(int counted) {
        var before = hidden.floorEntry(counted);
        return before == null ? counted : counted + before.getValue();
    }
}
