package com.foobar.deploy.module.archive;

import java.util.regex.Pattern;

/** Basic regular expressions of POSIX, with GNU's additions, in Java's syntax. */
final class PosixRegex {
    private final String basic;
    private final StringBuilder java = new StringBuilder();
    private int at;

    private PosixRegex(String basic) {
        this.basic = basic;
    }

    static String basicToJava(String basic) {
        var translation = new PosixRegex(basic);
        while (translation.at < basic.length()) {
            translation.step(basic.charAt(translation.at++));
        }
        return translation.java.toString();
    }

    private boolean atStart() {
        String before = basic.substring(0, at - 1);
        return before.isEmpty() || before.endsWith("\\(") || before.endsWith("\\|") || before.equals("^");
    }

    private void step(char c) {
        switch (c) {
            case '\\' -> escaped();
            case '[' -> bracket();
            case '*' -> java.append(atStart() ? "\\*" : "*");
            case '^' -> java.append(at == 1 || atStart() ? "^" : "\\^");
            case '$' -> java.append(atEnd() ? "$" : "\\$");
            case '(', ')', '{', '}', '|', '+', '?' -> java.append('\\').append(c);
            default -> java.append(c);
        }
    }

    private boolean atEnd() {
        String rest = basic.substring(at);
        return rest.isEmpty() || rest.startsWith("\\)") || rest.startsWith("\\|");
    }

    private void escaped() {
        if (at == basic.length()) {
            throw new IllegalArgumentException("`" + basic + "` ends with a backslash");
        }
        char c = basic.charAt(at++);
        switch (c) {
            case '(', ')', '{', '}', '|', '+', '?' -> java.append(c);
            case 'w', 'W', 's', 'S', 'b', 'B' -> java.append('\\').append(c);
            default -> java.append(c >= '1' && c <= '9' ? "\\" + c : Pattern.quote(Character.toString(c)));
        }
    }

    /** Within brackets only classes such as [:alpha:] are special; Java knows more signs there. */
    private void bracket() {
        int end = basic.indexOf(']', at + (basic.startsWith("^", at) ? 2 : 1));
        String inner = end < 0 ? "" : basic.substring(at, end);
        if (end < 0 || inner.contains("[")) {
            throw new IllegalArgumentException("the brackets of `" + basic + "` are not understood");
        }
        java.append('[')
                .append(inner.replace("\\", "\\\\").replace("&&", "&\\&"))
                .append(']');
        at = end + 1;
    }
}
