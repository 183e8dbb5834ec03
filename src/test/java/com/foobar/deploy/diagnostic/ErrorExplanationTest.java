package com.foobar.deploy.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorExplanationTest {
    @ParameterizedTest
    @EnumSource
    void everyCodeIsExplained(ErrorCode code) {
        assertThat(ErrorExplanation.written()).as("add it to explanations.txt").containsKey(code);
        ErrorExplanation why = ErrorExplanation.of(code);
        assertThat(why.means()).endsWith(".");
        assertThat(why.state()).endsWith(".");
        assertThat(why.tries()).isNotEmpty().noneMatch(sentence -> sentence.endsWith("."));
    }

    @Test
    void codesStandOnce() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::id)).doesNotHaveDuplicates();
    }
}
