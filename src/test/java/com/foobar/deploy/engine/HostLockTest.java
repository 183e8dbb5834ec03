package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.Installed;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.host.LockFile;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another run holds the lock of this machine. */
class HostLockTest {
    private static final String HOLDING = LockFile.PLACE + """
        [ -d "$d" ] || mkdir -m 700 "$d"
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

    /** What a playbook says about failures is about its own tasks: here none was begun. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "- { command: 'touch {{ root }}/done', ignore_errors: true }",
                "- { command: 'touch {{ root }}/done', ignore_unreachable: true }",
                "- { command: 'touch {{ root }}/done', failed_when: false }",
                "- { command: 'touch {{ root }}/done', register: r, until: r is failed, retries: 2, delay: 1 }",
                "- { command: 'touch {{ root }}/{{ item }}', loop: [a, b], ignore_errors: true }",
                "- { command: 'touch {{ root }}/done', run_once: true, ignore_errors: true }",
                """
                - block:
                    - command: touch {{ root }}/done
                  rescue:
                    - command: touch {{ root }}/rescued
                """,
                """
                - block:
                    - command: touch {{ root }}/done
                  rescue:
                    - debug: { msg: rescued }
                  always:
                    - file: { path: "{{ root }}/always", state: touch }
                """,
                """
                - block:
                    - command: touch {{ root }}/done
                  rescue:
                    - meta: clear_host_errors
                - command: touch {{ root }}/after
                """
            })
    void aRefusalEndsTheHostWhateverThePlaybookForgives(String tasks) {
        var run = new RunFixture(folder);
        ExitCode exit = run.apply("- hosts: one\n  tasks:\n" + tasks.indent(4)).exit();
        assertThat(exit).as(run.failures()).isEqualTo(ExitCode.LOCKED);
        assertThat(run.failures()).contains("another run holds the lock of one: somebody");
        assertThat(folder).isDirectoryNotContaining("glob:**/{done,a,b,rescued,always,after}");
    }

    @Test
    void theOtherHostsGoOn() {
        var run = new RunFixture(folder).inventory("""
            all:
              hosts: { one: { ansible_connection: local }, control: { ansible_connection: local } }
            """);
        assertThat(run.apply("""
            - hosts: all
              tasks:
                - debug: { msg: on }
                - command: touch {{ root }}/done
                  when: inventory_hostname == 'one'
                - assert: { that: inventory_hostname == 'control' }
            """).exit()).isEqualTo(ExitCode.LOCKED);
        assertThat(run.failures()).doesNotContain("assert");
    }
}
