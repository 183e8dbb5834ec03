package com.foobar.deploy.view.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A run as one HTML page that needs no other file. */
public final class ReportPage {
    private ReportPage() {}

    public static String of(RunRecord run) {
        return resource("page.html")
                .replace("{{title}}", escaped(run.head().playbook()))
                .replace("{{style}}", resource("style.css"))
                .replace("{{script}}", resource("script.js"))
                .replace("{{data}}", ReportData.json(run));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (InputStream stream = ReportPage.class.getResourceAsStream("/report/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the resource report/" + name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
