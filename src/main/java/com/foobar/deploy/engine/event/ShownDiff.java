package com.foobar.deploy.engine.event;

import com.foobar.deploy.module.Diff;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.Digests;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** What may be shown of a difference: nothing of secrets, hash and size of binary and large texts, else lines. */
public sealed interface ShownDiff {
    /** Characters; what is longer is not compared line by line. */
    int LARGEST = 256 * 1024;

    int CONTEXT_LINES = 3;

    String header();

    /** Something secret differs. */
    record Hidden(String header) implements ShownDiff {}

    record Opaque(String header, Side before, Side after) implements ShownDiff {}

    /**
     * A unified diff.
     *
     * @param added lines that come
     * @param removed lines that go
     */
    record Lines(String header, List<String> unified, int added, int removed) implements ShownDiff {}

    /** @param hash the first 12 hexadecimal digits of the SHA-256 */
    record Side(long bytes, String hash) {
        @Override
        public String toString() {
            return bytes == 0 ? "nothing" : bytes + " bytes, sha256 " + hash;
        }
    }

    static ShownDiff of(Diff diff) {
        if (diff.before().holdsSecret() || diff.after().holdsSecret()) {
            return new Hidden(diff.header());
        }
        String before = text(diff.before());
        String after = text(diff.after());
        if (opaque(before) || opaque(after)) {
            return new Opaque(diff.header(), side(before), side(after));
        }
        List<String> old = before.lines().toList();
        Patch<String> patch = DiffUtils.diff(old, after.lines().toList());
        List<String> unified = UnifiedDiffUtils.generateUnifiedDiff(
                diff.header() + " (before)", diff.header() + " (after)", old, patch, CONTEXT_LINES);
        int added = patch.getDeltas().stream()
                .mapToInt(delta -> delta.getTarget().size())
                .sum();
        int removed = patch.getDeltas().stream()
                .mapToInt(delta -> delta.getSource().size())
                .sum();
        return new Lines(diff.header(), unified, added, removed);
    }

    /** A replacement character tells of bytes that are no UTF-8. */
    private static boolean opaque(String text) {
        return text.length() > LARGEST || text.indexOf('\0') >= 0 || text.indexOf('\uFFFD') >= 0;
    }

    private static Side side(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Side(bytes.length, Digests.shortSha256(bytes));
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
