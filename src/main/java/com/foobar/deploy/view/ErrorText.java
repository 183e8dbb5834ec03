package com.foobar.deploy.view;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.SecretNames;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An error as people read it: the code, what is wrong, where, the lines around it with a caret, and what to try. */
public final class ErrorText {
    /** {@code name: value} and {@code name=value}, with what stands before. */
    private static final Pattern ASSIGNMENT = Pattern.compile("(.*?([A-Za-z_]\\w*)[\"']?\\s*[:=]\\s*)(.*)");

    private static final int LINES_BEFORE = 2;

    private ErrorText() {}

    public static String of(Diagnostic diagnostic, Style style) {
        var text = new StringBuilder();
        text.append(style.red("error[" + diagnostic.code().id() + "]"))
                .append(": ")
                .append(TerminalText.of(diagnostic.message()))
                .append('\n');
        diagnostic.place().ifPresent(place -> {
            text.append("  --> ").append(place).append('\n');
            text.append(excerpt(place, style));
        });
        diagnostic.state().ifPresent(state -> text.append(line("state", state, style)));
        diagnostic.advice().forEach(advice -> text.append(line("help", advice, style)));
        return text.toString();
    }

    private static String line(String title, String sentence, Style style) {
        return "  " + style.bold(title) + ": " + TerminalText.of(sentence) + "\n";
    }

    /** The lines up to the place. Nothing of an encrypted file, or of one that cannot be read. */
    private static String excerpt(Place place, Style style) {
        if (place.line() == 0) {
            return "";
        }
        List<String> lines = lines(place.file());
        if (place.line() > lines.size() || lines.isEmpty() || lines.getFirst().startsWith("$ANSIBLE_VAULT")) {
            return "";
        }
        int width = String.valueOf(place.line()).length();
        var text = new StringBuilder();
        for (int number = Math.max(1, place.line() - LINES_BEFORE); number <= place.line(); number++) {
            String line = lines.get(number - 1);
            text.append(style.dim(("%" + (width + 2) + "d | ").formatted(number)))
                    .append(shown(line, style))
                    .append('\n');
        }
        if (place.column() > 0) {
            text.append(" ".repeat(width + 5 + Math.min(place.column(), 200) - 1))
                    .append(style.red("^"))
                    .append('\n');
        }
        return text.toString();
    }

    /** Lines that look like part of an encrypted value are masked, and long ones cut. */
    private static String shown(String line, Style style) {
        if (line.strip().matches("[0-9a-f]{40,}") || line.contains("$ANSIBLE_VAULT")) {
            return "(encrypted)";
        }
        Matcher named = ASSIGNMENT.matcher(line);
        if (named.matches()
                && SecretNames.isSecret(named.group(2))
                && !named.group(3).isBlank()
                && !named.group(3).contains("{{")) {
            return TerminalText.of(named.group(1)) + "(hidden)";
        }
        String untabbed = line.replace("\t", style.unicode() ? "⇥" : " ");
        return TerminalText.of(style.cut(untabbed, 200));
    }

    private static List<String> lines(String file) {
        try {
            Path path = Path.of(file);
            return Files.isRegularFile(path) && Files.size(path) < 4_000_000 ? Files.readAllLines(path) : List.of();
        } catch (MalformedInputException | java.nio.file.InvalidPathException _) {
            return List.of();
        } catch (IOException _) {
            return List.of();
        }
    }
}
