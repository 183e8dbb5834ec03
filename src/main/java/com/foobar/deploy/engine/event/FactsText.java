package com.foobar.deploy.engine.event;

import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host's facts in one line, as the host said them: "Debian 12, x86_64, 2 cores, 3917 MB". */
public final class FactsText {
    private FactsText() {}

    public static String of(Map<String, Value> facts) {
        var parts = new ArrayList<String>();
        add(parts, joined(facts, "distribution", "distribution_version"), "");
        add(parts, text(facts, "architecture"), "");
        add(parts, text(facts, "processor_vcpus"), " cores");
        add(parts, text(facts, "memtotal_mb"), " MB");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, String text, String behind) {
        if (!text.isBlank()) {
            parts.add(text.strip() + behind);
        }
    }

    private static String joined(Map<String, Value> facts, String first, String second) {
        return text(facts, first) + " " + text(facts, second);
    }

    private static String text(Map<String, Value> facts, String name) {
        @Nullable Value value = facts.get(name);
        Value full = value == null ? facts.get("ansible_" + name) : value;
        return full == null || full.holdsSecret() ? "" : PythonText.str(full);
    }
}
