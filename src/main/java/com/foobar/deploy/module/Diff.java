package com.foobar.deploy.module;

import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.Map;

/**
 * What a change makes different, before and after. Texts are compared line by line by the view; secrets are masked there.
 *
 * @param header what it is about, usually a path
 */
public record Diff(String header, Value before, Value after) {
    public static Diff text(String header, String before, String after) {
        return new Diff(header, Value.of(before), Value.of(after));
    }

    /** A few attributes, as {@code mode: 0644}. */
    public static Diff attributes(
            String header, Map<String, ? extends Value> before, Map<String, ? extends Value> after) {
        return new Diff(header, MapValue.ofStrings(before), MapValue.ofStrings(after));
    }
}
