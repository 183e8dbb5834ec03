package com.foobar.deploy.inventory;

import java.util.regex.Pattern;

/** Shell wildcards over names: {@code *}, {@code ?}, {@code [abc]}, {@code [!abc]}. */
final class Glob {
    private Glob() {}

    static String toRegex(String glob) {
        var regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? closing(glob, i) : -1;
            if (close > 0) {
                regex.append(characterClass(glob.substring(i + 1, close)));
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

    /** A bracket right after the opening one, or after the negation, belongs to the class. */
    private static int closing(String glob, int open) {
        int from = open + 1 < glob.length() && glob.charAt(open + 1) == '!' ? open + 3 : open + 2;
        return from > glob.length() ? -1 : glob.indexOf(']', from);
    }

    private static String characterClass(String inside) {
        boolean negated = inside.startsWith("!");
        String members = negated ? inside.substring(1) : inside;
        String escaped = members.replaceAll("([\\\\\\[\\]^&])", "\\\\$1");
        return (negated ? "[^" : "[") + escaped + "]";
    }
}
