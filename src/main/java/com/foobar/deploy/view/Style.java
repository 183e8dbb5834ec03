package com.foobar.deploy.view;

import java.util.Map;

/** Colours, or none: {@code NO_COLOR}, {@code CLICOLOR}, {@code CLICOLOR_FORCE}, {@code CI} and a dumb terminal count. */
public record Style(boolean colours) {
    public static final Style PLAIN = new Style(false);

    /** @param terminal true where standard output is one */
    public static Style of(Map<String, String> environment, boolean terminal) {
        if (environment.containsKey("NO_COLOR") && !environment.get("NO_COLOR").isEmpty()) {
            return PLAIN;
        }
        if (!environment.getOrDefault("CLICOLOR_FORCE", "0").equals("0")) {
            return new Style(true);
        }
        boolean off = "0".equals(environment.get("CLICOLOR"))
                || "dumb".equals(environment.get("TERM"))
                || environment.containsKey("CI");
        return new Style(terminal && !off);
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

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
