package com.foobar.deploy.module.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One {@code s/REGEX/REPLACEMENT/FLAGS} of tar's {@code --transform}.
 *
 * @param all every match is replaced, not the first alone
 * @param notTo flags R, S and H: the kinds of names that stay
 */
public record NameTransform(Pattern pattern, String replacement, boolean all, String notTo) {
    /** What a name belongs to; tar's flags R, S and H leave a kind out. */
    public enum Kind {
        NAME('R'),
        SYMBOLIC_TARGET('S'),
        HARD_TARGET('H');

        private final char without;

        Kind(char without) {
            this.without = without;
        }
    }

    /** @throws IllegalArgumentException where it is none that is understood */
    static List<NameTransform> parse(String text) {
        var all = new ArrayList<NameTransform>();
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != 's' || at + 1 == text.length()) {
                throw new IllegalArgumentException("`" + text + "` is no transformation of names that is understood");
            }
            char delimiter = text.charAt(at + 1);
            int second = end(text, at + 2, delimiter);
            int third = end(text, second + 1, delimiter);
            int end = text.indexOf(';', third);
            String flags = text.substring(third + 1, end < 0 ? text.length() : end);
            all.add(of(text.substring(at + 2, second), text.substring(second + 1, third), flags));
            at = end < 0 ? text.length() : end + 1;
        }
        return all;
    }

    private static int end(String text, int from, char delimiter) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == delimiter) {
                return i;
            }
        }
        throw new IllegalArgumentException("`" + text + "` lacks a `" + delimiter + "`");
    }

    private static NameTransform of(String regex, String replacement, String flags) {
        if (!flags.matches("[gixrRsShH]*") || replacement.matches("(?s).*\\\\[LUElu].*")) {
            throw new IllegalArgumentException("`" + replacement + "/" + flags + "` is not understood");
        }
        try {
            String java = flags.contains("x") ? regex : PosixRegex.basicToJava(regex);
            return new NameTransform(
                    Pattern.compile(java, flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0),
                    replacement,
                    flags.contains("g"),
                    flags.replaceAll("[^RSH]", ""));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("`" + regex + "` is not understood: " + e.getDescription());
        }
    }

    String apply(String name, Kind kind) {
        if (notTo.indexOf(kind.without) >= 0) {
            return name;
        }
        Matcher matcher = pattern.matcher(name);
        var out = new StringBuilder();
        int from = 0;
        while (matcher.find()) {
            out.append(name, from, matcher.start()).append(expanded(matcher));
            from = matcher.end();
            if (!all) {
                break;
            }
        }
        return out.append(name.substring(from)).toString();
    }

    private String expanded(Matcher match) {
        var out = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c == '&') {
                out.append(match.group());
            } else if (c == '\\' && i + 1 < replacement.length()) {
                char next = replacement.charAt(++i);
                boolean group = next >= '0' && next <= '9' && next - '0' <= match.groupCount();
                String text = group ? match.group(next - '0') : Character.toString(next);
                out.append(text == null ? "" : text);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
