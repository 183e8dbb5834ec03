package com.foobar.deploy.view;

import com.foobar.deploy.engine.event.ShownDiff;
import com.foobar.deploy.module.Diff;
import java.util.stream.Collectors;

/** A difference as a unified diff; secrets are never shown, binary and large texts only by hash and size. */
public final class DiffText {
    private DiffText() {}

    public static String of(Diff diff, Style style) {
        String header = TerminalText.of(diff.header());
        return switch (ShownDiff.of(diff)) {
            case ShownDiff.Hidden _ -> "    " + header + ": differs (secret)\n";
            case ShownDiff.Opaque opaque ->
                "    " + header + ": differs (" + opaque.before() + " -> " + opaque.after() + ")\n";
            case ShownDiff.Lines lines ->
                lines.unified().stream()
                        .map(line -> "    " + coloured(line, style) + "\n")
                        .collect(Collectors.joining());
        };
    }

    /** How many lines come and go: "(+3 -1)"; empty for attributes, secrets and what is not compared by lines. */
    public static String size(Diff diff) {
        return diff.byLines() && ShownDiff.of(diff) instanceof ShownDiff.Lines lines
                ? "(+" + lines.added() + " -" + lines.removed() + ")"
                : "";
    }

    private static String coloured(String raw, Style style) {
        String line = TerminalText.of(raw);
        if (line.startsWith("+")) {
            return style.green(line);
        }
        return line.startsWith("-") ? style.red(line) : line;
    }
}
