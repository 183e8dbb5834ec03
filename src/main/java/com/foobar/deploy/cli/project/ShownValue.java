package com.foobar.deploy.cli.project;

import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;

/** Values as people may see them: secrets are masked. */
final class ShownValue {
    private static final String ENCRYPTED = "[encrypted]";

    private ShownValue() {}

    /** The same value with a mask in the place of every secret and of what could not be decrypted. */
    static Value masked(Value value) {
        return switch (value) {
            case TextValue text when text.secret() -> Value.of(text.toString());
            case UndefinedValue _ -> Value.of(ENCRYPTED);
            case ListValue list ->
                Value.of(list.items().stream().map(ShownValue::masked).toList());
            case MapValue map -> map.mapValues(ShownValue::masked);
            default -> value;
        };
    }

    /** On one line: a text as it is where it has one line, everything else as Python writes it. */
    static String line(Value value) {
        Value masked = masked(value);
        if (masked instanceof TextValue text
                && !text.text().isEmpty()
                && text.text().chars().noneMatch(Character::isISOControl)) {
            return text.text();
        }
        return PythonText.repr(masked);
    }
}
