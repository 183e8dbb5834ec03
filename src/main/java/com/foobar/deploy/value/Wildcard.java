package com.foobar.deploy.value;

import java.util.regex.Pattern;

/**
 * A name with wildcards, as Python's {@code fnmatch}: {@code *}, {@code ?}, {@code [abc]}, {@code [!abc]}. An asterisk
 * matches dots and slashes too; a bracket that is not closed stands for itself, and so does a backslash.
 */
public record Wildcard(Pattern pattern) {
    public static Wildcard of(String text) {
        return new Wildcard(Pattern.compile(regex(text), Pattern.DOTALL));
    }

    public boolean matches(String name) {
        return pattern.matcher(name).matches();
    }

    private static String regex(String text) {
        var regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int close = c == '[' ? closing(text, i) : -1;
            if (close > 0) {
                regex.append(characters(text.substring(i + 1, close)));
                i = close;
            } else {
                regex.append(single(c));
            }
        }
        return regex.toString();
    }

    private static String single(char c) {
        return switch (c) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(String.valueOf(c));
        };
    }

    /** A bracket right after the opening one, or after the negation, belongs to the set. */
    private static int closing(String text, int open) {
        int from = open + 1 < text.length() && text.charAt(open + 1) == '!' ? open + 3 : open + 2;
        return from > text.length() ? -1 : text.indexOf(']', from);
    }

    /** What Java's regular expressions would read as more than characters and ranges is escaped. */
    private static String characters(String inside) {
        boolean negated = inside.startsWith("!");
        String members = negated ? inside.substring(1) : inside;
        String escaped = members.replaceAll("([\\\\\\[\\]^&])", "\\\\$1");
        return (negated ? "[^" : "[") + escaped + "]";
    }
}
