package com.foobar.deploy.inventory;

import com.foobar.deploy.inventory.PythonLiteral.NotLiteral;
import java.util.Locale;

/** Python's text literals, with the prefixes {@code r}, {@code u} and {@code b}. */
final class QuotedText {
    private QuotedText() {}

    static boolean startsAt(String source, int at) {
        if (at >= source.length()) {
            return false;
        }
        char c = source.charAt(at);
        boolean quoteFollows = at + 1 < source.length() && isQuote(source.charAt(at + 1));
        return isQuote(c) || quoteFollows && "rRuUbB".indexOf(c) >= 0;
    }

    /** Appends the literal that starts here and returns where it ends. */
    static int read(String source, int start, StringBuilder into) throws NotLiteral {
        int at = start;
        while (at < source.length() && !isQuote(source.charAt(at))) {
            at++;
        }
        String prefix = source.substring(start, at).toLowerCase(Locale.ROOT);
        if (at >= source.length() || !prefix.matches("[rub]?|br|rb")) {
            throw new NotLiteral();
        }
        String quote = source.substring(at, at + 1);
        if (source.startsWith(quote.repeat(3), at)) {
            quote = quote.repeat(3);
        }
        return body(source, at + quote.length(), quote, prefix.contains("r"), into);
    }

    private static int body(String source, int start, String quote, boolean raw, StringBuilder into) throws NotLiteral {
        int at = start;
        while (!source.startsWith(quote, at)) {
            if (at >= source.length()) {
                throw new NotLiteral();
            }
            if (source.charAt(at) != '\\') {
                into.append(source.charAt(at));
                at++;
            } else if (at + 1 >= source.length()) {
                throw new NotLiteral();
            } else if (raw) {
                into.append(source, at, at + 2);
                at += 2;
            } else {
                at = escape(source, at + 1, into);
            }
        }
        return at + quote.length();
    }

    private static int escape(String source, int at, StringBuilder into) throws NotLiteral {
        char c = source.charAt(at);
        return switch (c) {
            case 'x' -> hex(source, at + 1, 2, into);
            case 'u' -> hex(source, at + 1, 4, into);
            case 'U' -> hex(source, at + 1, 8, into);
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(source, at, into);
            default -> {
                into.append(simple(c));
                yield at + 1;
            }
        };
    }

    /** An escape that Python does not know keeps its backslash. */
    private static String simple(char c) {
        return switch (c) {
            case '\\', '\'', '"' -> String.valueOf(c);
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'v' -> "\u000b";
            default -> "\\" + c;
        };
    }

    private static int hex(String source, int at, int length, StringBuilder into) throws NotLiteral {
        if (at + length > source.length() || !source.substring(at, at + length).matches("[0-9a-fA-F]+")) {
            throw new NotLiteral();
        }
        long code = Long.parseLong(source.substring(at, at + length), 16);
        if (code > Character.MAX_CODE_POINT) {
            throw new NotLiteral();
        }
        into.appendCodePoint((int) code);
        return at + length;
    }

    private static int octal(String source, int at, StringBuilder into) {
        int end = at;
        while (end < source.length() && end < at + 3 && source.charAt(end) >= '0' && source.charAt(end) <= '7') {
            end++;
        }
        into.appendCodePoint(Integer.parseInt(source.substring(at, end), 8));
        return end;
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"';
    }
}
