package com.foobar.deploy.template.syntax;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;

/** Python's backslash escapes in string literals. What is no escape keeps its backslash. */
final class StringEscapes {
    private final String body;
    private final StringBuilder out = new StringBuilder();
    private int position;

    private StringEscapes(String body) {
        this.body = body;
    }

    static String decode(String body) {
        return body.indexOf('\\') < 0 ? body : new StringEscapes(body).run();
    }

    private String run() {
        while (position < body.length()) {
            char letter = body.charAt(position++);
            if (letter != '\\' || position >= body.length()) {
                out.append(letter);
            } else {
                escape(body.charAt(position++));
            }
        }
        return out.toString();
    }

    private void escape(char letter) {
        switch (letter) {
            case '\n' -> {}
            case '\\', '\'', '"' -> out.append(letter);
            case 'a' -> out.append('\u0007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'v' -> out.append('\u000b');
            case 'x' -> code(letter, 2);
            case 'u' -> code(letter, 4);
            case 'U' -> code(letter, 8);
            case 'N' -> named();
            default -> {
                if (letter >= '0' && letter <= '7') {
                    octal();
                } else {
                    out.append('\\').append(letter);
                }
            }
        }
    }

    private void code(char letter, int digits) {
        int end = Math.min(body.length(), position + digits);
        String hex = body.substring(position, end);
        if (hex.length() == digits && hex.chars().allMatch(each -> Character.digit(each, 16) >= 0)) {
            long point = Long.parseLong(hex, 16);
            if (point <= Character.MAX_CODE_POINT) {
                out.appendCodePoint((int) point);
                position = end;
                return;
            }
        }
        out.append('\\').append(letter);
    }

    private void named() {
        int end = body.startsWith("{", position) ? body.indexOf('}', position) : -1;
        if (end < 0) {
            out.append("\\N");
            return;
        }
        String name = body.substring(position + 1, end);
        try {
            out.appendCodePoint(Character.codePointOf(name));
            position = end + 1;
        } catch (IllegalArgumentException e) {
            throw Diagnostic.of(ErrorCode.EXPRESSION_TYPE, "there is no character `" + name + "`")
                    .toException(e);
        }
    }

    private void octal() {
        int start = position - 1;
        while (position < body.length() && position < start + 3 && isOctal(body.charAt(position))) {
            position++;
        }
        out.appendCodePoint(Integer.parseInt(body.substring(start, position), 8));
    }

    private static boolean isOctal(char letter) {
        return letter >= '0' && letter <= '7';
    }
}
