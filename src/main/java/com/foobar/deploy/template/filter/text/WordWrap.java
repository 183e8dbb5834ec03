package com.foobar.deploy.template.filter.text;

import com.foobar.deploy.template.filter.argument.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Breaks one line at spaces, after hyphens and, where nothing else helps, within words. */
record WordWrap(int width, boolean breakLongWords, boolean breakOnHyphens) {
    private static final Pattern CHUNK = Pattern.compile("\\s+|\\S+");
    private static final Pattern BEHIND_HYPHEN =
            Pattern.compile("(?<=[\\p{L}_]{2}-|[\\p{L}_]-[\\p{L}_]-)(?=[\\p{L}_]-?[\\p{L}_])");

    WordWrap {
        if (width <= 0) {
            throw Problem.failed("`wordwrap` expects a width above 0");
        }
    }

    List<String> lines(String text) {
        var pending = new ArrayList<>(chunks(text));
        var lines = new ArrayList<String>();
        while (!pending.isEmpty()) {
            String line = takeLine(pending, lines.isEmpty());
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private List<String> chunks(String text) {
        List<String> words =
                CHUNK.matcher(text).results().map(MatchResult::group).toList();
        return breakOnHyphens
                ? words.stream().flatMap(BEHIND_HYPHEN::splitAsStream).toList()
                : words;
    }

    private String takeLine(List<String> pending, boolean first) {
        if (!first && pending.getFirst().isBlank()) {
            pending.removeFirst();
        }
        var line = new StringBuilder();
        while (!pending.isEmpty() && line.length() + pending.getFirst().length() <= width) {
            line.append(pending.removeFirst());
        }
        if (!pending.isEmpty() && pending.getFirst().length() > width) {
            takeLongWord(pending, line);
        }
        return line.toString().stripTrailing();
    }

    private void takeLongWord(List<String> pending, StringBuilder line) {
        String word = pending.getFirst();
        int room = width - line.length();
        if (breakLongWords && room > 0) {
            int end = breakWithin(word, room);
            line.append(word, 0, end);
            pending.set(0, word.substring(end));
        } else if (line.isEmpty()) {
            line.append(pending.removeFirst());
        }
    }

    private int breakWithin(String word, int room) {
        int hyphen = breakOnHyphens ? word.lastIndexOf('-', room - 1) : -1;
        return hyphen > 0 && !word.substring(0, hyphen).replace("-", "").isEmpty() ? hyphen + 1 : room;
    }
}
