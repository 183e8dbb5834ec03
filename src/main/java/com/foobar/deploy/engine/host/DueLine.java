package com.foobar.deploy.engine.host;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A handler that is due in a play on a host, as a line of URL-encoded words. */
public record DueLine(String play, String host, Notifications.Due due) {
    private static final int MOST = 500;
    private static final String WORD = "([A-Za-z0-9.*_+%-]*)";
    private static final Pattern FORM = Pattern.compile(String.join(" ", WORD, WORD, WORD, WORD));

    public String text() {
        return String.join(" ", encode(play), encode(host), encode(due.name()), encode(due.role()));
    }

    /** The lines of the right form; all else is passed over. */
    public static List<DueLine> read(String text) {
        return text.lines()
                .limit(MOST)
                .map(FORM::matcher)
                .filter(Matcher::matches)
                .filter(DueLine::decodes)
                .map(DueLine::of)
                .toList();
    }

    private static DueLine of(Matcher line) {
        return new DueLine(
                decode(line.group(1)),
                decode(line.group(2)),
                new Notifications.Due(decode(line.group(3)), decode(line.group(4))));
    }

    private static boolean decodes(Matcher line) {
        try {
            of(line);
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
