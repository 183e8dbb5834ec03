package com.foobar.deploy.connection;

import java.nio.charset.StandardCharsets;

/** What a host printed, made fit for a message: one line, no control characters, not long. */
public final class PrintableText {
    private static final int LONGEST = 300;

    private PrintableText() {}

    public static String of(byte[] bytes) {
        return of(new String(bytes, StandardCharsets.UTF_8));
    }

    public static String of(String said) {
        String text = said.replaceAll("\\u001b\\[[0-9;?]*[A-Za-z]", "")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
