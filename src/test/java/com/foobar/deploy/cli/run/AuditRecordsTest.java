package com.foobar.deploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AuditRecordsTest {
    private static final List<String> LINES = List.of(
            "now web foobar-deploy[1]: anna, process 1: site.yml: 5 changed, 0 failed",
            "now web foobar-deploy[2]: anna, process 2: site.yml: began",
            "now web foobar-deploy[3]: anna, process 3: site.yml: began",
            "now web foobar-deploy[4]: anna, process 4: site.yml: began",
            "now web foobar-deploy[5]: anna, process 4: site.yml: began",
            "now web foobar-deploy[6]: anna, process 4: site.yml: 1 changed, 0 failed",
            "now web foobar-deploy[7]: anna, process 3: site.yml: 2 changed, 1 failed");

    private static final List<String> ENDED = List.of(
            "now web foobar-deploy[6]: anna, process 4: site.yml: 1 changed, 0 failed",
            "now web foobar-deploy[7]: anna, process 3: site.yml: 2 changed, 1 failed");

    @Test
    void aRunIsOneLine() {
        var records = new AuditRecords(LINES, "");
        assertThat(records.last(2)).isEqualTo(ENDED);
        assertThat(records.last(3))
                .hasSize(3)
                .endsWith(ENDED.toArray(String[]::new))
                .first()
                .isEqualTo("now web foobar-deploy[2]: anna, process 2: site.yml: did not end");
        assertThat(records.last(20)).hasSize(4).first().isEqualTo(LINES.getFirst());
    }

    @Test
    void aRunThatHoldsTheLockIsRunning() {
        assertThat(new AuditRecords(LINES, "anna, process 2").last(20))
                .contains("now web foobar-deploy[2]: anna, process 2: site.yml: running");
    }

    @Test
    void whereTheLockIsHiddenItIsNotKnownWhetherARunIsRunning() {
        assertThat(new AuditRecords(LINES, LockCommand.HIDDEN).last(20))
                .contains("now web foobar-deploy[2]: anna, process 2: site.yml: did not end, or is running");
    }
}
