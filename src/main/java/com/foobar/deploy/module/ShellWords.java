package com.foobar.deploy.module;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words as Python's {@code shlex.split} does in POSIX mode. */
public final class ShellWords {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ShellWords(String line) {
        this.line = line;
    }

    /** Fails with ARGUMENT_VALUE where a quote is not closed. */
    public static List<String> split(String line) {
        return new ShellWords(line).run();
    }

    /** @param rest as it was written, quotes included */
    public record First(String first, String rest) {}

    /** The first word, and what follows. */
    public static First firstOf(String line) {
        var words = new ShellWords(line.strip());
        while (words.at < words.line.length() && words.words.isEmpty()) {
            words.step();
        }
        words.finishWord();
        String first = words.words.isEmpty() ? "" : words.words.getFirst();
        return new First(first, words.line.substring(words.at).strip());
    }

    private List<String> run() {
        while (at < line.length()) {
            step();
        }
        finishWord();
        return List.copyOf(words);
    }

    private void step() {
        char c = line.charAt(at++);
        switch (c) {
            case ' ', '\t', '\r', '\n' -> finishWord();
            case '\'' -> singleQuoted();
            case '"' -> doubleQuoted();
            case '\\' -> append(next("the command ends with a backslash"));
            default -> append(c);
        }
    }

    private void finishWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private void append(char c) {
        inWord = true;
        word.append(c);
    }

    private void singleQuoted() {
        inWord = true;
        int end = line.indexOf('\'', at);
        if (end < 0) {
            throw ArgumentProblem.of("a quote is not closed in the command");
        }
        word.append(line, at, end);
        at = end + 1;
    }

    private void doubleQuoted() {
        inWord = true;
        for (char c = next("a quote is not closed in the command");
                c != '"';
                c = next("a quote is not closed in the command")) {
            if (c != '\\') {
                word.append(c);
                continue;
            }
            char escaped = next("a quote is not closed in the command");
            if (escaped != '"' && escaped != '\\') {
                word.append('\\');
            }
            word.append(escaped);
        }
    }

    private char next(String problem) {
        if (at >= line.length()) {
            throw ArgumentProblem.of(problem);
        }
        return line.charAt(at++);
    }
}
