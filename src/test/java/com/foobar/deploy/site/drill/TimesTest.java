package com.foobar.deploy.site.drill;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void whatTakesAsLongAsItsBarFailsTheDrill() {
        assertThatThrownBy(() -> Times.JUDGED.check(1000, 1000, "writes were blocked for"))
                .isInstanceOf(DrillFailure.class)
                .hasMessage("writes were blocked for 1000 ms");
        assertThatNoException().isThrownBy(() -> Times.JUDGED.check(999, 1000, "writes were blocked for"));
    }

    @Test
    void besideOtherWorkNothingIsTooLong() {
        assertThatNoException().isThrownBy(() -> Times.MEASURED.check(9000, 1000, "writes were blocked for"));
    }
}
