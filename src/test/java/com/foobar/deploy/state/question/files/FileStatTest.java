package com.foobar.deploy.state.question.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.DeployException;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStatTest {
    private static final int SEED = 4;
    private final AnswerBytes bytes = new AnswerBytes("files", StepResult.of(0, "", ""));

    @Test
    void timesAreTheNearestDoubles() {
        var random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            long seconds = random.nextLong(10_000_000L, 99_999_999_999L);
            String text = String.format(Locale.ROOT, "%d.%09d", seconds, random.nextInt(1_000_000_000));

            assertThat(FileStat.time(bytes, text)).isEqualTo(Double.parseDouble(text));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.000000000", "-1.500000000", "1764400000", "1764400000.5", "253402300799.999999999"})
    void unusualTimesAreReadToo(String text) {
        assertThat(FileStat.time(bytes, text)).isEqualTo(Double.parseDouble(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now", "1764400000.12345678x", "1764400000..23456789", "176440000e.123456789"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> FileStat.time(bytes, text)).isInstanceOf(DeployException.class);
    }
}
