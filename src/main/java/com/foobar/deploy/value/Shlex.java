package com.foobar.deploy.value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a line into words as Python's {@code shlex} does in POSIX mode, one after the other. */
public final class Shlex {
    private static final String WHITESPACE = " \t\r\n";

    /** @param column where the word starts, counted from 1 */
    public record Word(String text, int column) {}

    /** What the line lacks. */
    public enum Missing {
        CLOSING_QUOTE,
        CHARACTER_AFTER_BACKSLASH
    }

    /** The line ends within a word. */
    public static final class IncompleteException extends RuntimeException {
        private final Missing missing;
        private final int column;

        IncompleteException(Missing missing, int column) {
            super(missing.name());
            this.missing = missing;
            this.column = column;
        }

        public Missing missing() {
            return missing;
        }

        /** Of the quote or the backslash, counted from 1. */
        public int column() {
            return column;
        }
    }

    private final String line;
    private final boolean comments;
    private int at;

    /** @param comments whether an unquoted {@code #} starts a comment, even within a word */
    public Shlex(String line, boolean comments) {
        this.line = line;
        this.comments = comments;
    }

    /** @throws IncompleteException where a quote is not closed, or the line ends with a backslash */
    public static List<Word> split(String line, boolean comments) {
        var shlex = new Shlex(line, comments);
        var words = new ArrayList<Word>();
        for (var word = shlex.next(); word.isPresent(); word = shlex.next()) {
            words.add(word.get());
        }
        return words;
    }

    /** The next word; empty at the end of the line. */
    public Optional<Word> next() {
        while (at < line.length() && WHITESPACE.indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        int start = at;
        var word = new StringBuilder();
        while (inWord()) {
            take(word);
        }
        if (at == start) {
            return Optional.empty();
        }
        return Optional.of(new Word(word.toString(), start + 1));
    }

    /** What has not been split yet, as it is written. */
    public String rest() {
        return line.substring(at);
    }

    private boolean inWord() {
        return at < line.length() && WHITESPACE.indexOf(line.charAt(at)) < 0 && !(comments && line.charAt(at) == '#');
    }

    private void take(StringBuilder word) {
        char c = line.charAt(at++);
        switch (c) {
            case '\\' -> {
                if (at >= line.length()) {
                    throw new IncompleteException(Missing.CHARACTER_AFTER_BACKSLASH, at);
                }
                word.append(line.charAt(at++));
            }
            case '\'', '"' -> takeQuoted(word, c);
            default -> word.append(c);
        }
    }

    private void takeQuoted(StringBuilder word, char quote) {
        int open = at;
        while (at < line.length() && line.charAt(at) != quote) {
            if (quote == '"' && (line.startsWith("\\\"", at) || line.startsWith("\\\\", at))) {
                at++;
            }
            word.append(line.charAt(at++));
        }
        if (at >= line.length()) {
            throw new IncompleteException(Missing.CLOSING_QUOTE, open);
        }
        at++;
    }
}
