package com.foobar.deploy.module;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code register} sees, with Ansible's keys. The engine adds {@code changed}, {@code failed} and {@code skipped}.
 *
 * @param failure why the task failed, where it did
 */
public record ModuleResult(MapValue values, Optional<String> failure) {
    public static final ModuleResult EMPTY = new ModuleResult(MapValue.EMPTY, Optional.empty());

    public static ModuleResult of(Map<String, ? extends Value> values) {
        return new ModuleResult(MapValue.ofStrings(values), Optional.empty());
    }

    public ModuleResult with(String key, Value value) {
        return new ModuleResult(values.with(key, value), failure);
    }

    public ModuleResult with(String key, String text) {
        return with(key, Value.of(text));
    }

    public ModuleResult with(String key, boolean flag) {
        return with(key, Value.of(flag));
    }

    public ModuleResult with(String key, long number) {
        return with(key, Value.of(number));
    }

    public ModuleResult failing(String why) {
        return new ModuleResult(values.with("msg", Value.of(why)), Optional.of(why));
    }

    /** Adds rc, stdout, stderr and their lines, trailing line breaks taken off as Ansible does. */
    public ModuleResult withOutput(StepResult outcome) {
        String out = OutputLines.stripped(outcome.text());
        String err = OutputLines.stripped(outcome.errorText());
        return with("rc", outcome.rc())
                .with("stdout", out)
                .with("stdout_lines", OutputLines.of(out))
                .with("stderr", err)
                .with("stderr_lines", OutputLines.of(err));
    }
}
