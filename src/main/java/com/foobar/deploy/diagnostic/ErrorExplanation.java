package com.foobar.deploy.diagnostic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an error means to whoever gets it.
 *
 * @param means what is wrong, in sentences
 * @param state how the hosts are left
 * @param tries what to do, the likeliest first
 */
public record ErrorExplanation(String means, String state, List<String> tries) {
    private static final String RESOURCE = "explanations.txt";
    private static final Map<ErrorCode, ErrorExplanation> ALL = read();

    public ErrorExplanation {
        tries = List.copyOf(tries);
    }

    public static ErrorExplanation of(ErrorCode code) {
        return Optional.ofNullable(ALL.get(code))
                .orElseGet(() -> new ErrorExplanation(code.title() + ".", state(code), List.of()));
    }

    /** The codes that somebody wrote an explanation for. */
    static Map<ErrorCode, ErrorExplanation> written() {
        return ALL;
    }

    private static String state(ErrorCode code) {
        return switch (code.exit()) {
            case USAGE -> "No host was touched.";
            case HOSTS_FAILED ->
                "What earlier tasks changed stays; nothing after this task ran on the host. The other hosts went on."
                        + " Handlers that were due are kept for the next apply.";
            case HOSTS_UNREACHABLE ->
                "What earlier tasks changed stays; nothing after this task ran on the host. The other hosts went on.";
            case FINE, INTERNAL, CHANGES_PENDING, FINDINGS, LOCKED, DECLINED, INTERRUPTED ->
                "Hosts are as the last task that was shown left them.";
        };
    }

    private static Map<ErrorCode, ErrorExplanation> read() {
        var sections = new EnumMap<ErrorCode, ErrorExplanation>(ErrorCode.class);
        String[] parts = text().split("(?m)^\\[");
        for (int i = 1; i < parts.length; i++) {
            String id = parts[i].substring(0, parts[i].indexOf(']'));
            ErrorCode code = ErrorCode.find(id)
                    .orElseThrow(() -> new IllegalStateException(RESOURCE + " explains the unknown code " + id));
            sections.put(code, section(code, parts[i].substring(parts[i].indexOf(']') + 1)));
        }
        return sections;
    }

    private static ErrorExplanation section(ErrorCode code, String text) {
        String joined = text.replaceAll("\\n  +", " ");
        var tries = new ArrayList<String>();
        String means = "";
        String state = state(code);
        for (String line : joined.lines().toList()) {
            if (line.startsWith("means: ")) {
                means = line.substring("means: ".length());
            } else if (line.startsWith("state: ")) {
                state = line.substring("state: ".length());
            } else if (line.startsWith("try: ")) {
                tries.add(line.substring("try: ".length()));
            } else if (!line.isBlank()) {
                throw new IllegalStateException(RESOURCE + " has a line without a key: " + line);
            }
        }
        return new ErrorExplanation(means, state, tries);
    }

    private static String text() {
        try (InputStream stream = ErrorExplanation.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
