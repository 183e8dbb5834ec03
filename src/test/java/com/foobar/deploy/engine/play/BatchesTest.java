package com.foobar.deploy.engine.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.value.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final List<Integer> TEN = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    @Test
    void withoutSerialAllHostsAreOneBatch() {
        assertThat(Batches.of(TEN, List.of())).containsExactly(TEN);
    }

    @Test
    void theLastOfAListOfSizesRepeats() {
        assertThat(Batches.of(TEN, List.of(Value.of(1), Value.of(4))))
                .containsExactly(List.of(1), List.of(2, 3, 4, 5), List.of(6, 7, 8, 9), List.of(10));
    }

    @Test
    void aPercentageIsAtLeastOneHost() {
        assertThat(Batches.of(List.of(1, 2, 3), List.of(Value.of("10%"))))
                .containsExactly(List.of(1), List.of(2), List.of(3));
        assertThat(Batches.of(TEN, List.of(Value.of("50%"))))
                .containsExactly(List.of(1, 2, 3, 4, 5), List.of(6, 7, 8, 9, 10));
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> Batches.of(TEN, List.of(Value.of("half"))))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("`serial` takes numbers and percentages, not `half`");
    }
}
