package com.foobar.deploy.engine.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a host says is due is taken in its exact form only. */
class DueLineTest {
    @Test
    void aLineIsReadAsItWasWritten() {
        var line = new DueLine("a play", "web-01", new Notifications.Due("restart 'x'; $(id)\n{{ y }}", "my role"));
        assertThat(line.text())
                .doesNotContain("'", "$", "{", "\n")
                .hasSize(line.text().strip().length());
        assertThat(DueLine.read(line.text() + "\n")).isEqualTo(List.of(line));
    }

    @Test
    void whatHasAnotherFormIsPassedOver() {
        assertThat(DueLine.read("""
            play web %zz role
            play web name
            play web name role more
            play web {{x}} role
            \033[31m web name role
            """)).isEmpty();
        assertThat(DueLine.read("p h n \n")).containsExactly(new DueLine("p", "h", new Notifications.Due("n", "")));
    }

    @Test
    void noMoreThanABoundIsTaken() {
        assertThat(DueLine.read("p h n r\n".repeat(10_000))).hasSizeLessThan(1000);
    }
}
