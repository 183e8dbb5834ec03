package com.foobar.deploy.engine.task;

import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of what a command printed: most often the reason why it failed. */
final class SaidLast {
    private static final int LINES = 8;
    private static final int LONGEST = 400;

    private SaidLast() {}

    /** Adds status and last words of a command that failed, as the result has them, to what is said of the task. */
    static String add(String message, MapValue result) {
        if (!(result.get("rc") instanceof IntValue status) || status.number().signum() == 0) {
            return message;
        }
        String said = of(text(result, "stderr"), text(result, "stdout"));
        if (said.isEmpty()) {
            return message + " (" + status.number() + ")";
        }
        return message.contains(said) ? message : message + " (" + status.number() + "): " + said;
    }

    private static @Nullable String text(MapValue result, String key) {
        return result.get(key) instanceof TextValue text && !text.secret() ? text.text() : null;
    }

    /** Of the errors, or of the output where there are none; empty where there is neither. */
    static String of(@Nullable String errors, @Nullable String output) {
        String said = errors == null || errors.isBlank() ? output : errors;
        return said == null ? "" : lastLines(said.strip());
    }

    private static String lastLines(String text) {
        var lines = new ArrayList<String>();
        int end = text.length();
        while (end >= 0 && lines.size() < LINES) {
            int start = text.lastIndexOf('\n', end - 1) + 1;
            lines.add(text.substring(start, Math.min(end, start + LONGEST)).strip());
            end = start - 1;
        }
        return String.join("\n", List.copyOf(lines).reversed());
    }
}
