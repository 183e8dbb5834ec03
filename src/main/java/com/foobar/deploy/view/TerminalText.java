package com.foobar.deploy.view;

/** Text that may come from a host, made fit for a terminal: control characters are shown and not obeyed. */
public final class TerminalText {
    private TerminalText() {}

    /** Line breaks and tabs are kept. */
    public static String of(String text) {
        if (text.chars().noneMatch(TerminalText::isObeyed)) {
            return text;
        }
        var shown = new StringBuilder();
        text.chars().forEach(c -> {
            if (!isObeyed(c)) {
                shown.append((char) c);
            } else if (c < 0x100) {
                shown.append("\\x%02x".formatted(c));
            } else {
                shown.append("\\u%04x".formatted(c));
            }
        });
        return shown.toString();
    }

    /** The last line with something in it, as a terminal would show it: what a carriage return went over is left out. */
    static String lastLine(String text) {
        String[] lines = text.split("\n");
        for (int i = lines.length - 1; i >= 0; i--) {
            String line = lines[i].stripTrailing();
            String shown = line.substring(line.lastIndexOf('\r') + 1).strip();
            if (!shown.isEmpty()) {
                return of(shown.replace('\t', ' '));
            }
        }
        return "";
    }

    /** Besides control characters those that turn the direction of text, and Unicode's own line breaks. */
    private static boolean isObeyed(int c) {
        boolean turns = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        return Character.isISOControl(c) && c != '\n' && c != '\t' || turns || c == 0x2028 || c == 0x2029;
    }
}
