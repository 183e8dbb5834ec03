package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands of a playbook that end the shell they run in, or the one above it. */
class KilledWorkerTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill $$",
                "kill -9 $$",
                "exit 3",
                "exec false",
                "exec 0<&- 1>&- 2>&-; exit 1",
                "cat; exit 1",
                "kill -9 $PPID; sleep 60",
                "kill 0; sleep 60",
                "kill -9 0",
                "trap '' TERM; kill 0; exit 5"
            })
    void theTaskFailsAndTheHostGoesOn(String code) {
        var run = new RunFixture(folder);
        assertThat(run.apply("""
            - hosts: one
              tasks:
                - shell: |
                    %s
                  register: ended
                  ignore_errors: true
                - assert: { that: ended is failed }
                - command: touch {{ root }}/done
            """.formatted(code)).exit()).as(run.failures()).isEqualTo(ExitCode.FINE);
        assertThat(folder.resolve("done")).exists();
    }

    @Test
    void theStatusTellsTheSignal() {
        var run = new RunFixture(folder);
        assertThat(run.apply("""
            - hosts: one
              tasks:
                - shell: kill -9 $$
                  register: ended
                  failed_when: ended.rc != 137
            """).exit()).as(run.failures()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void whatNobodyIgnoresFailsTheHostAndIsNamed() {
        var run = new RunFixture(folder);
        assertThat(run.apply("""
            - hosts: one
              tasks:
                - shell: kill -9 $PPID; sleep 60
            """).exit()).isEqualTo(ExitCode.HOSTS_FAILED);
        assertThat(run.failures()).contains("the command ended the shell that ran it (status 137)");
    }
}
