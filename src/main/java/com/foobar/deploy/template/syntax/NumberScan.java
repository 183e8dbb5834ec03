package com.foobar.deploy.template.syntax;

/** Finds the end of a number in Python's notation: {@code 1_000}, {@code 0x1f}, {@code 0b1}, {@code 0o17}, 1.5e-3. */
final class NumberScan {
    private final String text;
    private final int start;
    private final int end;
    private final boolean isFloat;

    NumberScan(String text, int start) {
        this.text = text;
        this.start = start;
        int prefixed = prefixedEnd();
        int whole = digitsEnd();
        int fraction = prefixed > 0 ? whole : fractionEnd(whole);
        int exponent = prefixed > 0 ? whole : exponentEnd(fraction);
        this.isFloat = prefixed == 0 && exponent > whole;
        this.end = prefixed > 0 ? prefixed : exponent;
    }

    int end() {
        return end;
    }

    boolean isFloat() {
        return isFloat;
    }

    /** The end of the decimal digits alone. */
    int digitsEnd() {
        return digitsFrom(start, 10);
    }

    private int prefixedEnd() {
        if (text.charAt(start) != '0' || start + 1 >= text.length()) {
            return 0;
        }
        int radix = switch (text.charAt(start + 1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> 0;
        };
        int from = radix == 0 ? start : start + 2;
        int digits = radix == 0 ? start : digitsFrom(from, radix);
        return digits > from ? digits : 0;
    }

    private int fractionEnd(int whole) {
        if (whole < text.length() && text.charAt(whole) == '.') {
            int digits = digitsFrom(whole + 1, 10);
            return digits > whole + 1 ? digits : whole;
        }
        return whole;
    }

    private int exponentEnd(int from) {
        if (from >= text.length() || Character.toLowerCase(text.charAt(from)) != 'e') {
            return from;
        }
        boolean signed = from + 1 < text.length() && "+-".indexOf(text.charAt(from + 1)) >= 0;
        int first = from + (signed ? 2 : 1);
        int digits = digitsFrom(first, 10);
        return digits > first ? digits : from;
    }

    private int digitsFrom(int from, int radix) {
        int i = from;
        while (i < text.length() && isDigitAt(i, from, radix)) {
            i++;
        }
        return i;
    }

    private boolean isDigitAt(int i, int from, int radix) {
        char letter = text.charAt(i);
        boolean between = letter == '_' && i > from && i + 1 < text.length();
        return letter < 128 && (Character.digit(letter, radix) >= 0 || (between && digit(text.charAt(i + 1), radix)));
    }

    private static boolean digit(char letter, int radix) {
        return letter < 128 && Character.digit(letter, radix) >= 0;
    }
}
