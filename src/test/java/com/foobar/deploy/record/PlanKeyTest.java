package com.foobar.deploy.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.diagnostic.DeployException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hashes in saved plans, which only the project that made them can repeat. */
class PlanKeyTest {
    @TempDir
    Path home;

    @Test
    void aProjectRepeatsItsHashesAndAnotherDoesNot() {
        String hash = PlanKey.of(home.resolve("one")).hash("secret");

        assertThat(PlanKey.of(home.resolve("one")).hash("secret")).isEqualTo(hash);
        assertThat(PlanKey.of(home.resolve("one")).hash("Secret")).isNotEqualTo(hash);
        assertThat(PlanKey.of(home.resolve("other")).hash("secret")).isNotEqualTo(hash);
    }

    @Test
    void theKeyIsForItsOwnerAlone() throws IOException {
        PlanKey.of(home).hash("text");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("plan.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedKeyIsSaidToBeOne() throws IOException {
        Files.writeString(home.resolve("plan.key"), "no hexadecimal digits");

        assertThatThrownBy(() -> PlanKey.of(home))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("the key for saved plans");
    }
}
