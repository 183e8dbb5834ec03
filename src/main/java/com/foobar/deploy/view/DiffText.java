package com.foobar.deploy.view;

import com.foobar.deploy.module.Diff;
import com.foobar.deploy.template.PythonText;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;
import java.util.stream.Collectors;

/** A difference as a unified diff; secrets are never shown, binary and large texts only by size. */
public final class DiffText {
    private static final int LARGEST = 256 * 1024;
    private static final int CONTEXT_LINES = 3;

    private DiffText() {}

    public static String of(Diff diff, Style style) {
        if (diff.before().holdsSecret() || diff.after().holdsSecret()) {
            return "    " + diff.header() + ": differs (secret)\n";
        }
        String before = text(diff.before());
        String after = text(diff.after());
        if (opaque(before) || opaque(after)) {
            return "    " + diff.header() + ": differs (" + before.length() + " -> " + after.length()
                    + " bytes, not shown)\n";
        }
        List<String> old = lines(before);
        return UnifiedDiffUtils.generateUnifiedDiff(
                        diff.header() + " (before)",
                        diff.header() + " (after)",
                        old,
                        DiffUtils.diff(old, lines(after)),
                        CONTEXT_LINES)
                .stream()
                .map(line -> "    " + coloured(line, style) + "\n")
                .collect(Collectors.joining());
    }

    /** How many lines come and go: "(+3 -1)"; empty for attributes and secrets. */
    public static String size(Diff diff) {
        boolean texts = diff.before() instanceof TextValue && diff.after() instanceof TextValue;
        if (!texts || diff.before().holdsSecret() || diff.after().holdsSecret()) {
            return "";
        }
        var patch = DiffUtils.diff(lines(text(diff.before())), lines(text(diff.after())));
        int added = patch.getDeltas().stream()
                .mapToInt(delta -> delta.getTarget().size())
                .sum();
        int removed = patch.getDeltas().stream()
                .mapToInt(delta -> delta.getSource().size())
                .sum();
        return "(+" + added + " -" + removed + ")";
    }

    private static boolean opaque(String text) {
        return text.length() > LARGEST || text.indexOf('\0') >= 0;
    }

    private static String coloured(String raw, Style style) {
        String line = TerminalText.of(raw);
        if (line.startsWith("+")) {
            return style.green(line);
        }
        return line.startsWith("-") ? style.red(line) : line;
    }

    private static List<String> lines(String text) {
        return text.lines().toList();
    }

    private static String text(Value value) {
        return switch (value) {
            case TextValue text -> text.text();
            case MapValue map ->
                map.strings().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + PythonText.str(entry.getValue()))
                        .collect(Collectors.joining("\n"));
            default -> PythonText.str(value);
        };
    }
}
