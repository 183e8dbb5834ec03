package com.foobar.deploy.playbook.loader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The old way of giving arguments: {@code k=v} words in one text, split as a shell does, with {@code {{ }}} kept whole.
 *
 * @param arguments values without their quotes
 * @param rest what is not a {@code k=v} word, as it was written
 * @param balanced false where a quote or brace is never closed: the whole text is then the rest
 */
public record KeyValueText(Map<String, String> arguments, String rest, boolean balanced) {
    /** The arguments that command, shell, raw and script take out of their text. */
    static final Set<String> OF_COMMANDS = Set.of(
            "creates",
            "removes",
            "chdir",
            "executable",
            "warn",
            "stdin",
            "stdin_add_newline",
            "strip_empty_ends",
            "expand_argument_vars");

    private static final Pattern WORD = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(.*)", Pattern.DOTALL);

    /** Templates, which are left alone, or an escape. */
    private static final Pattern ESCAPE = Pattern.compile(
            "\\{\\{.*?}}|\\{%.*?%}|\\{#.*?#}"
                    + "|\\\\(?:([\\\\'\"abfnrtv])|x(\\p{XDigit}{2})|u(\\p{XDigit}{4})|U((?:000\\p{XDigit}|0010)\\p{XDigit}{4}))",
            Pattern.DOTALL);

    private record Span(int start, int end) {}

    public static KeyValueText of(String text, Predicate<String> isArgument) {
        var spans = new ArrayList<Span>();
        if (!split(text, spans)) {
            return new KeyValueText(Map.of(), text.strip(), false);
        }
        var arguments = new LinkedHashMap<String, String>();
        var rest = new StringBuilder();
        int copied = 0;
        for (Span span : spans) {
            Matcher word = WORD.matcher(text.substring(span.start, span.end));
            if (word.matches() && isArgument.test(word.group(1))) {
                arguments.put(word.group(1), value(word.group(2)));
                rest.append(text, copied, span.start);
                copied = skipBlanks(text, span.end);
            }
        }
        rest.append(text.substring(copied));
        return new KeyValueText(arguments, rest.toString().strip(), true);
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** Finds the words; false where a quote or brace stays open. */
    private static boolean split(String text, List<Span> spans) {
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            int end = wordEnd(text, at);
            if (end < 0) {
                return false;
            }
            spans.add(new Span(at, end));
            at = end;
        }
        return true;
    }

    private static int wordEnd(String text, int start) {
        char quote = 0;
        int depth = 0;
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (opens(text, at)) {
                depth++;
                at += 2;
                continue;
            }
            if (depth > 0 && closes(text, at)) {
                depth--;
                at += 2;
                continue;
            }
            if (depth == 0) {
                if (quote == 0 && Character.isWhitespace(c)) {
                    return at;
                }
                if (isQuote(c) && (at == start || text.charAt(at - 1) != '\\')) {
                    quote = quote == 0 ? c : quote == c ? 0 : quote;
                }
            }
            at++;
        }
        return quote == 0 && depth == 0 ? Math.min(at, text.length()) : -1;
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean opens(String text, int at) {
        return text.startsWith("{{", at) || text.startsWith("{%", at) || text.startsWith("{#", at);
    }

    private static boolean closes(String text, int at) {
        return text.startsWith("}}", at) || text.startsWith("%}", at) || text.startsWith("#}", at);
    }

    private static String value(String written) {
        return unquote(unescape(written).strip());
    }

    private static String unquote(String written) {
        int length = written.length();
        if (length >= 2 && written.charAt(0) == written.charAt(length - 1)) {
            char first = written.charAt(0);
            boolean escaped = written.charAt(length - 2) == '\\' && length > 2;
            if ((first == '"' || first == '\'') && !escaped) {
                return written.substring(1, length - 1);
            }
        }
        return written;
    }

    /** Outside of templates only: within them a backslash belongs to the expression. */
    private static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        return ESCAPE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(meant(match)));
    }

    private static String meant(MatchResult match) {
        for (int group = 2; group <= 4; group++) {
            if (match.group(group) != null) {
                return Character.toString(Integer.parseInt(match.group(group), 16));
            }
        }
        String character = match.group(1);
        return character == null
                ? match.group()
                : switch (character) {
                    case "n" -> "\n";
                    case "t" -> "\t";
                    case "r" -> "\r";
                    case "a" -> "\u0007";
                    case "b" -> "\b";
                    case "f" -> "\f";
                    case "v" -> "\u000b";
                    default -> character;
                };
    }
}
