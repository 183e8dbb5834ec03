package com.foobar.deploy.connection;

import java.nio.charset.StandardCharsets;

/** What a host printed, made fit for a message: one line, no control characters, not long. */
public final class PrintableText {
    private static final int LONGEST = 300;

    /** Control characters, and those that turn the direction of text or end lines in Unicode. */
    private static final String OBEYED =
            "[\\p{Cntrl}\\s\\x{80}-\\x{9f}\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}\\x{2028}\\x{2029}]+";

    private PrintableText() {}

    public static String of(byte[] bytes) {
        return of(new String(bytes, StandardCharsets.UTF_8));
    }

    public static String of(String said) {
        String text = said.replaceAll("\\u001b\\[[0-9;?]*[A-Za-z]", "")
                .replaceAll(OBEYED, " ")
                .strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
