package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.Installed;
import com.foobar.deploy.diagnostic.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another run holds the lock of this machine. */
class HostLockTest {
    private static final String HOLDING = """
        if [ "$(id -u)" = 0 ]; then l=/run/foobar-deploy.lock; else l=/tmp/foobar-deploy-$(id -u).lock; fi
        exec 9>>"$l"
        flock 9
        echo somebody >"$l"
        echo held
        read -r _
        """;

    @TempDir
    Path folder;

    private Process other;

    @BeforeEach
    void hold() throws Exception {
        Installed.assume("flock");
        other = new ProcessBuilder("sh", "-c", HOLDING).start();
        assertThat(other.inputReader().readLine()).isEqualTo("held");
    }

    @AfterEach
    void release() throws Exception {
        other.outputWriter().close();
        other.waitFor();
    }

    @Test
    void aHostOfThePlayIsRefused() {
        assertThat(new RunFixture(folder).apply("""
            - hosts: one
              tasks:
                - command: touch {{ root }}/done
            """).exit()).isEqualTo(ExitCode.LOCKED);
        assertThat(folder.resolve("done")).doesNotExist();
    }

    @Test
    void aHostOfTheInventoryIsRefusedThoughItIsTheController() {
        var run = new RunFixture(folder).inventory("""
            all:
              vars: { ansible_connection: local }
              hosts: { one: {}, control: {} }
            """);
        assertThat(run.apply("""
            - hosts: one
              tasks:
                - command: touch {{ root }}/done
                  delegate_to: control
            """).exit()).isEqualTo(ExitCode.LOCKED);
        assertThat(folder.resolve("done")).doesNotExist();
    }

    @Test
    void anErrandOnTheControllerIsNot() {
        var run = new RunFixture(folder);
        assertThat(run.apply("""
            - hosts: one
              tasks:
                - command: touch {{ root }}/done
                  delegate_to: localhost
            """).exit()).as(run.failures()).isEqualTo(ExitCode.FINE);
        assertThat(folder.resolve("done")).exists();
    }
}
