package com.foobar.deploy.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiffTest {
    @Test
    void onlyTextsThatAreShownHaveLines() {
        assertThat(Diff.text("/a", "", "one\n").byLines()).isTrue();
        assertThat(Diff.text("/a", "", Diff.unshown(3, Optional.of("0a1b"))).byLines())
                .isFalse();
        assertThat(Diff.text("/a", Diff.unshown(3, Optional.empty()), "one\n").byLines())
                .isFalse();
        assertThat(Diff.attributes("/a", Map.of(), Map.of()).byLines()).isFalse();
    }
}
