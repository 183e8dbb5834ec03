package com.foobar.deploy.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.site.AnsibleImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Playbooks of fixed seeds; {@code bin/truth} runs more. */
@Order(7)
class TruthIT {
    private static final int PORTS = 26061;

    /** Those that found faults (see docs/testing.md), and some of the newer kinds. */
    private static final List<Long> SEEDS =
            List.of(4L, 9L, 20L, 21L, 35L, 44L, 50L, 65L, 101L, 3L, 5L, 2L, 12L, 13L, 22L, 23L, 32L, 33L, 42L, 43L);

    @TempDir
    static Path home;

    @Test
    void whatThePlanPromisesHappensAndNothingElseAndAnsibleLeavesTheSame() {
        assumeThatCode(() -> AnsibleImage.ensure(ContainerEngine.find())).doesNotThrowAnyException();
        try (var harness = new Harness(home, "it-truth", PORTS, true, false, _ -> {})) {
            harness.up();
            Harness.Result result = harness.run(SEEDS);
            assertThat(result.playbooks()).isEqualTo(SEEDS.size());
            assertThat(result.findings())
                    .as(() -> result.findings().stream()
                            .limit(1)
                            .map(finding -> harness.shrunk(finding).text())
                            .collect(Collectors.joining("\n", result.summary() + "\n", "")))
                    .isEmpty();
        }
    }
}
