package com.foobar.deploy.module;

import com.foobar.deploy.value.Shlex;
import java.util.List;

/** The words of a command that is an argument. Each method fails with ARGUMENT_VALUE where a quote is not closed. */
public final class CommandWords {
    private CommandWords() {}

    public static List<String> split(String line) {
        try {
            return Shlex.split(line, false).stream().map(Shlex.Word::text).toList();
        } catch (Shlex.IncompleteException e) {
            throw problem(e);
        }
    }

    /** @param rest as it was written, quotes included */
    public record First(String first, String rest) {}

    /** The first word, and what follows. */
    public static First firstOf(String line) {
        var words = new Shlex(line, false);
        try {
            String first = words.next().map(Shlex.Word::text).orElse("");
            return new First(first, words.rest().strip());
        } catch (Shlex.IncompleteException e) {
            throw problem(e);
        }
    }

    private static RuntimeException problem(Shlex.IncompleteException e) {
        return ArgumentProblem.of(
                switch (e.missing()) {
                    case CLOSING_QUOTE -> "a quote is not closed in the command";
                    case CHARACTER_AFTER_BACKSLASH -> "the command ends with a backslash";
                });
    }
}
