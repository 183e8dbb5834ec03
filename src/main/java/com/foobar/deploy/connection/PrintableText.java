package com.foobar.deploy.connection;

import java.nio.charset.StandardCharsets;

/** What a host printed, made fit for a message: one line, no control characters, not long. */
final class PrintableText {
    private static final int LONGEST = 300;

    private PrintableText() {}

    static String of(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8)
                .replaceAll("\\u001b\\[[0-9;?]*[A-Za-z]", "")
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
