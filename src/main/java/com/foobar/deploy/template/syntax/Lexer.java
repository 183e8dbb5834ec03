package com.foobar.deploy.template.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cuts one expression or statement into tokens, up to the mark that closes it. The marks of whitespace control before
 * the closing mark ({@code -%}}, {@code +%}}) belong to the mark.
 */
final class Lexer {
    private static final Set<String> TWO = Set.of("//", "**", "==", "!=", ">=", "<=");
    private static final String ONE = "+-*/%~<>=.:|,;()[]{}!";

    /**
     * @param tokens ending with one of kind END
     * @param end where the closing mark starts; the length of the text where the expression takes all of it
     */
    record Result(List<Token> tokens, int end) {}

    private final Source source;
    private final String text;
    private final String close;
    private final boolean rawBackslashes;
    private final int opened;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int depth;

    private Lexer(Source source, int from, int opened, String close, boolean rawBackslashes) {
        this.opened = opened;
        this.source = source;
        this.text = source.text();
        this.position = from;
        this.close = close;
        this.rawBackslashes = rawBackslashes;
    }

    /** Reads the whole text as one expression. */
    static Result expression(Source source) {
        return new Lexer(source, 0, 0, "", false).run();
    }

    /**
     * Reads up to {@code close}.
     *
     * @param opened where the opening mark stands, for the error of one never closed
     * @param rawBackslashes true where a backslash in a string stands for itself: in the outputs of YAML texts, as
     *     Ansible has it, so that a regular expression need not be escaped twice
     */
    static Result upTo(String close, Source source, int from, int opened, boolean rawBackslashes) {
        return new Lexer(source, from, opened, close, rawBackslashes).run();
    }

    private Result run() {
        while (true) {
            skipSpace();
            if (position >= text.length()) {
                return atEndOfText();
            }
            if (closesHere()) {
                tokens.add(new Token(Token.Kind.END, "", position));
                return new Result(tokens, position);
            }
            next();
        }
    }

    private Result atEndOfText() {
        if (!close.isEmpty()) {
            throw source.syntaxError(opened, "what is opened here is never closed by `" + close + "`");
        }
        tokens.add(new Token(Token.Kind.END, "", text.length()));
        return new Result(tokens, text.length());
    }

    private boolean closesHere() {
        if (close.isEmpty() || depth > 0) {
            return false;
        }
        char first = text.charAt(position);
        boolean sign = first == '-' || (first == '+' && !close.equals("}}"));
        return text.startsWith(close, position) || (sign && text.startsWith(close, position + 1));
    }

    private void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private void next() {
        char first = text.charAt(position);
        if (first == '_' || Character.isUnicodeIdentifierStart(first)) {
            name();
        } else if (first >= '0' && first <= '9') {
            number();
        } else if (first == '\'' || first == '"') {
            string(first);
        } else {
            operator(first);
        }
    }

    private void name() {
        int start = position;
        while (position < text.length() && isNamePart(text.charAt(position))) {
            position++;
        }
        add(Token.Kind.NAME, text.substring(start, position), start);
    }

    private static boolean isNamePart(char letter) {
        return letter == '_' || (Character.isUnicodeIdentifierPart(letter) && !Character.isIdentifierIgnorable(letter));
    }

    private void number() {
        var scan = new NumberScan(text, position);
        // After a dot only digits count: `a.0.1` takes item 1 of item 0.
        boolean item = !tokens.isEmpty() && tokens.getLast().isOperator(".");
        int end = item ? scan.digitsEnd() : scan.end();
        String digits = text.substring(position, end).replace("_", "");
        add(!item && scan.isFloat() ? Token.Kind.FLOAT : Token.Kind.INTEGER, digits, position);
        position = end;
    }

    private void string(char quote) {
        int start = position;
        int i = position + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        if (i >= text.length()) {
            throw source.syntaxError(start, "this string has no closing quote");
        }
        String body = text.substring(start + 1, i);
        add(Token.Kind.STRING, rawBackslashes ? withoutQuoteEscapes(body) : StringEscapes.decode(body), start);
        position = i + 1;
    }

    private static String withoutQuoteEscapes(String body) {
        return body.indexOf('\\') < 0 ? body : body.replace("\\'", "'").replace("\\\"", "\"");
    }

    private void operator(char first) {
        String two = position + 1 < text.length() ? text.substring(position, position + 2) : "";
        if (TWO.contains(two)) {
            add(Token.Kind.OPERATOR, two, position);
            position += 2;
            return;
        }
        if (ONE.indexOf(first) < 0) {
            throw source.syntaxError(position, "`" + first + "` has no meaning in an expression");
        }
        depth += "([{".indexOf(first) >= 0 ? 1 : 0;
        depth -= ")]}".indexOf(first) >= 0 ? 1 : 0;
        add(Token.Kind.OPERATOR, String.valueOf(first), position);
        position++;
    }

    private void add(Token.Kind kind, String value, int offset) {
        tokens.add(new Token(kind, value, offset));
    }
}
