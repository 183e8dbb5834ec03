package com.foobar.deploy.module.builtin.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes shell code apart into simple commands, where it is nothing but simple commands joined by pipes, {@code &&} and
 * {@code ||}. Expansions, redirections to files, grouping and keywords are not taken apart: then it is empty.
 */
final class ReadOnlyShell {
    private final String code;
    private final List<List<String>> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;
    private int at;

    private ReadOnlyShell(String code) {
        this.code = code;
    }

    static Optional<List<List<String>>> commands(String code) {
        var shell = new ReadOnlyShell(code.strip());
        return shell.scan() ? Optional.of(shell.commands) : Optional.empty();
    }

    private boolean scan() {
        while (at < code.length()) {
            if (!step()) {
                return false;
            }
        }
        endWord();
        return endCommand();
    }

    private boolean step() {
        if (!inWord && harmlessRedirection()) {
            return true;
        }
        char c = code.charAt(at);
        return switch (c) {
            case ' ', '\t' -> {
                at++;
                endWord();
                yield true;
            }
            case '\'' -> quoted('\'');
            case '"' -> quoted('"');
            case '|', '&' -> operator(c);
            case '*', '?', '[', ']' -> glob(c);
            case '~', '!' -> inWord && plain(c);
            default -> ordinary(c) && plain(c);
        };
    }

    private static boolean ordinary(char c) {
        return Character.isLetterOrDigit(c) || "/._-+:,@%=^".indexOf(c) >= 0;
    }

    private boolean plain(char c) {
        inWord = true;
        word.append(c);
        at++;
        return true;
    }

    /** A pattern may stand where what it expands to cannot be taken for an option. */
    private boolean glob(char c) {
        boolean bracketCommand = words.isEmpty() && !inWord && c == '[' || closing(c);
        boolean path = !word.isEmpty() && (word.charAt(0) == '/' || word.charAt(0) == '.');
        return (bracketCommand || path) && plain(c);
    }

    private boolean closing(char c) {
        return c == ']' && !inWord && !words.isEmpty() && words.getFirst().equals("[");
    }

    private boolean quoted(char quote) {
        int end = code.indexOf(quote, at + 1);
        if (end < 0) {
            return false;
        }
        String text = code.substring(at + 1, end);
        if (quote == '"' && text.matches("(?s).*[$`\\\\].*")) {
            return false;
        }
        inWord = true;
        word.append(text);
        at = end + 1;
        return true;
    }

    private boolean operator(char c) {
        endWord();
        boolean doubled = at + 1 < code.length() && code.charAt(at + 1) == c;
        at += doubled ? 2 : 1;
        boolean background = c == '&' && !doubled;
        boolean errorsToo = c == '|' && at < code.length() && code.charAt(at) == '&';
        return !background && !errorsToo && endCommand();
    }

    private boolean harmlessRedirection() {
        for (String form : List.of("2>/dev/null", "1>/dev/null", ">/dev/null", "2> /dev/null", "> /dev/null", "2>&1")) {
            int end = at + form.length();
            boolean whole = end == code.length() || end < code.length() && " \t|".indexOf(code.charAt(end)) >= 0;
            if (code.startsWith(form, at) && whole) {
                at = end;
                return true;
            }
        }
        return false;
    }

    private void endWord() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }

    private boolean endCommand() {
        if (words.isEmpty()) {
            return false;
        }
        commands.add(List.copyOf(words));
        words = new ArrayList<>();
        return true;
    }
}
