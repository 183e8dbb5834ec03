package com.foobar.deploy.view;

import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;

/**
 * Colours, or none ({@code NO_COLOR}, {@code CLICOLOR}, {@code CLICOLOR_FORCE}, {@code CI} and a dumb terminal count), and
 * the characters beyond ASCII, where the locale has them.
 */
public record Style(boolean colours, boolean unicode) {
    public static final Style PLAIN = new Style(false, true);

    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String[] ASCII_SPINNER = {"|", "/", "-", "\\"};

    /** @param terminal true where standard output is one */
    public static Style of(Map<String, String> environment, boolean terminal) {
        return new Style(coloured(environment, terminal), speaksUnicode(environment));
    }

    private static boolean coloured(Map<String, String> environment, boolean terminal) {
        if (environment.containsKey("NO_COLOR") && !environment.get("NO_COLOR").isEmpty()) {
            return false;
        }
        if (!environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
            return true;
        }
        boolean off = "0".equals(environment.get("CLICOLOR"))
                || "dumb".equals(environment.get("TERM"))
                || environment.containsKey("CI");
        return terminal && !off;
    }

    /** The first of POSIX's variables that is set tells; without any, what the JVM prints in does. */
    private static boolean speaksUnicode(Map<String, String> environment) {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String locale = environment.getOrDefault(name, "");
            if (!locale.isEmpty()) {
                return locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
            }
        }
        String encoding =
                System.getProperty("stdout.encoding", Charset.defaultCharset().name());
        return encoding.toUpperCase(Locale.ROOT).startsWith("UTF");
    }

    String red(String text) {
        return paint("31", text);
    }

    String green(String text) {
        return paint("32", text);
    }

    String yellow(String text) {
        return paint("33", text);
    }

    String cyan(String text) {
        return paint("36", text);
    }

    String bold(String text) {
        return paint("1", text);
    }

    String dim(String text) {
        return paint("2", text);
    }

    String ellipsis() {
        return unicode ? "…" : "...";
    }

    String separator() {
        return unicode ? " · " : " - ";
    }

    String spinner(long step) {
        String[] frames = unicode ? SPINNER : ASCII_SPINNER;
        return frames[(int) Math.floorMod(step, (long) frames.length)];
    }

    /** At most so many characters; what is cut ends in an ellipsis. */
    String cut(String text, int length) {
        return text.length() <= length
                ? text
                : text.substring(0, Math.max(0, length - ellipsis().length())) + ellipsis();
    }

    private String paint(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
