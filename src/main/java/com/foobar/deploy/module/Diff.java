package com.foobar.deploy.module;

import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a change makes different, before and after. Texts are compared line by line by the view; secrets are masked there.
 *
 * @param header what it is about, usually a path
 */
public record Diff(String header, Value before, Value after) {
    private static final Pattern UNSHOWN = Pattern.compile("\\(\\d+ bytes(, sha256 [0-9a-f]+|, not shown)\\)\n");

    public static Diff text(String header, String before, String after) {
        return new Diff(header, Value.of(before), Value.of(after));
    }

    /** What stands for a content that is not shown: its size and what is known of its hash. */
    public static String unshown(long bytes, Optional<String> hash) {
        return "(" + bytes + " bytes" + hash.map(digits -> ", sha256 " + digits).orElse(", not shown") + ")\n";
    }

    /** True of two texts; false of attributes, and where a size stands for a content. */
    public boolean byLines() {
        return before instanceof TextValue old && after instanceof TextValue text && isShown(old) && isShown(text);
    }

    private static boolean isShown(TextValue text) {
        return !UNSHOWN.matcher(text.text()).matches();
    }

    /** A few attributes, as {@code mode: 0644}. */
    public static Diff attributes(
            String header, Map<String, ? extends Value> before, Map<String, ? extends Value> after) {
        return new Diff(header, MapValue.ofStrings(before), MapValue.ofStrings(after));
    }
}
