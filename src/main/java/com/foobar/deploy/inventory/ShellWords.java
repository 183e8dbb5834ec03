package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as Python's {@code shlex.split(line, comments=True)}: an unquoted {@code #} starts a comment
 * even within a word.
 */
final class ShellWords {
    /**
     * A word of a line.
     *
     * @param column where it starts, counted from 1
     */
    record Word(String text, int column) {}

    private final String line;
    private final Place place;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private int start = -1;
    private int at;

    private ShellWords(String line, Place place) {
        this.line = line;
        this.place = place;
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException INVENTORY_SYNTAX where a quote is not closed */
    static List<Word> split(String line, Place place) {
        return new ShellWords(line, place).split();
    }

    private List<Word> split() {
        while (at < line.length() && line.charAt(at) != '#') {
            char c = line.charAt(at);
            if (Character.isWhitespace(c)) {
                end();
            } else {
                begin();
                take(c);
            }
            at++;
        }
        end();
        return words;
    }

    private void begin() {
        if (start < 0) {
            start = at;
        }
    }

    private void end() {
        if (start >= 0) {
            words.add(new Word(word.toString(), start + 1));
            word.setLength(0);
            start = -1;
        }
    }

    private void take(char c) {
        switch (c) {
            case '\\' -> word.append(escaped());
            case '\'', '"' -> quoted(c);
            default -> word.append(c);
        }
    }

    private char escaped() {
        at++;
        if (at >= line.length()) {
            throw refuse("the line ends with a backslash");
        }
        return line.charAt(at);
    }

    private void quoted(char quote) {
        int open = at;
        at++;
        while (at < line.length() && line.charAt(at) != quote) {
            char c = line.charAt(at);
            boolean escape = c == '\\' && quote == '"' && at + 1 < line.length();
            if (escape && (line.charAt(at + 1) == '"' || line.charAt(at + 1) == '\\')) {
                at++;
            }
            word.append(line.charAt(at));
            at++;
        }
        if (at >= line.length()) {
            at = open;
            throw refuse("the quote is not closed");
        }
    }

    private RuntimeException refuse(String why) {
        int column = Math.min(at, line.length() - 1) + 1;
        return Diagnostic.of(ErrorCode.INVENTORY_SYNTAX, why)
                .at(new Place(place.file(), place.line(), column))
                .toException();
    }
}
