package com.foobar.deploy.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputLinesTest {
    /** As the regular expression for line breaks cuts them. */
    @ParameterizedTest
    @ValueSource(
            strings = {"a", "a\nb", "a\r\nb\r\n", "\n\n", "\r\n", "\n\r", "\r", "a\u000bb\fc\u0085d\u2028e\u2029f"})
    void cutsAtEveryLineBreak(String text) {
        assertThat(OutputLines.of(text).items().stream().map(Value::toString).toList())
                .isEqualTo(List.of(text.split("\\R", -1)));
    }

    @Test
    void nothingHasNoLines() {
        assertThat(OutputLines.of("").items()).isEmpty();
    }

    @Test
    void takesLineBreaksOffTheEndOnly() {
        assertThat(OutputLines.stripped("\n a \r\n\n")).isEqualTo("\n a ");
    }
}
