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
            if (isObeyed(c)) {
                shown.append("\\x%02x".formatted(c));
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }

    private static boolean isObeyed(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }
}
