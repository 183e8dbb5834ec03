package com.foobar.deploy.state.question.system;

import com.foobar.deploy.value.Value;
import java.util.Map;

/**
 * The facts of a host.
 *
 * @param facts by their names without {@code ansible_}
 */
public record Facts(Map<String, Value> facts) {
    public Facts {
        facts = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(facts));
    }
}
