package com.foobar.deploy.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.template.text.PythonText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A value within a message reads as the playbook's language writes it, never as a Java record. */
class ValueTextTest {
    @Test
    void valuesReadAsTheLanguageWritesThem() {
        for (Value value : List.of(Value.of(true), Value.of(false), Value.of(12), Value.of(0.5), NullValue.NULL)) {
            assertThat(value).hasToString(PythonText.str(value));
        }
        assertThat(Value.of(List.of(Value.of(1), Value.of("a")))).hasToString("[1, a]");
        assertThat(Value.of(Map.of("a", Value.of(true)))).hasToString("{a: True}");
        assertThat(UndefinedValue.of("x")).hasToString("`x` is undefined");
    }

    @Test
    void aSecretWithinAListIsMasked() {
        assertThat(Value.of(List.of(Value.of("geheim").asSecret())).toString()).doesNotContain("geheim");
    }
}
