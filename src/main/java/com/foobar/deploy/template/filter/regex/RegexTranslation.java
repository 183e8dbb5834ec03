package com.foobar.deploy.template.filter.regex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns a regular expression of Python's syntax into one of Java's. */
final class RegexTranslation {
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?P<(\\w+)>");
    private static final Pattern NAMED_REFERENCE = Pattern.compile("\\(\\?P=(\\w+)\\)");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?([aiLmsux]+)(-[imsx]+)?([:)])");
    private static final Pattern REPETITION = Pattern.compile("\\{(\\d*)(,?)(\\d*)\\}");

    private final String python;
    private final StringBuilder java = new StringBuilder();
    private final Map<String, String> names = new LinkedHashMap<>();
    private int at;

    RegexTranslation(String python) {
        this.python = python;
    }

    Map<String, String> names() {
        return names;
    }

    String toJava() {
        while (at < python.length()) {
            switch (python.charAt(at)) {
                case '\\' -> escape(false);
                case '[' -> characterClass();
                case '(' -> group();
                case '{' -> brace();
                default -> java.append(python.charAt(at++));
            }
        }
        return java.toString();
    }

    private void escape(boolean inClass) {
        char c = at + 1 < python.length() ? python.charAt(at + 1) : '\\';
        String pair = switch (c) {
            case 'Z' -> inClass ? "\\Z" : "\\z";
            case 'b' -> inClass ? "\\x08" : "\\b";
            // Vertical space and the bell have other letters in Java.
            case 'v' -> "\\x0B";
            default -> "\\" + c;
        };
        java.append(pair);
        at += 2;
    }

    /** Within brackets Java gives a meaning to a further bracket and to two ampersands, Python does not. */
    private void characterClass() {
        java.append('[');
        at++;
        if (taken('^')) {
            java.append('^');
        }
        if (taken(']')) {
            java.append("\\]");
        }
        while (at < python.length() && python.charAt(at) != ']') {
            char c = python.charAt(at);
            if (c == '\\') {
                escape(true);
            } else {
                java.append(c == '[' || c == '&' || c == '^' ? "\\" : "").append(c);
                at++;
            }
        }
        if (taken(']')) {
            java.append(']');
        }
    }

    private boolean taken(char c) {
        boolean there = at < python.length() && python.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private void group() {
        Matcher named = lookingAt(NAMED_GROUP);
        if (named != null) {
            String name = "group" + names.size();
            names.put(named.group(1), name);
            java.append("(?<").append(name).append('>');
            at = named.end();
            return;
        }
        Matcher reference = lookingAt(NAMED_REFERENCE);
        if (reference != null) {
            java.append("\\k<").append(names.get(reference.group(1))).append('>');
            at = reference.end();
            return;
        }
        Matcher flags = lookingAt(FLAGS);
        if (flags != null) {
            flags(flags);
            return;
        }
        java.append('(');
        at++;
    }

    /** Texts are Unicode on both sides: the flags that say so, or otherwise, are left out. */
    private void flags(Matcher flags) {
        String kept = flags.group(1).replaceAll("[aLu]", "").replace("i", "iu");
        String off = flags.group(2) == null ? "" : flags.group(2);
        boolean group = flags.group(3).equals(":");
        if (!kept.isEmpty() || !off.isEmpty() || group) {
            java.append("(?").append(kept).append(off).append(flags.group(3));
        }
        at = flags.end();
    }

    /** A brace that starts no repetition stands for itself in Python. */
    private void brace() {
        Matcher repetition = lookingAt(REPETITION);
        boolean counted = repetition != null
                && (!repetition.group(1).isEmpty()
                        || !repetition.group(2).isEmpty()
                                && !repetition.group(3).isEmpty());
        if (!counted || repetition == null) {
            java.append("\\{");
            at++;
            return;
        }
        String least = repetition.group(1).isEmpty() ? "0" : repetition.group(1);
        java.append('{')
                .append(least)
                .append(repetition.group(2))
                .append(repetition.group(3))
                .append('}');
        at = repetition.end();
    }

    private @org.jspecify.annotations.Nullable Matcher lookingAt(Pattern pattern) {
        Matcher matcher = pattern.matcher(python).region(at, python.length());
        return matcher.lookingAt() ? matcher : null;
    }
}
