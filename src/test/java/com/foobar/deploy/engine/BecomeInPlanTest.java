package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.engine.event.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plan says of tasks whose user the host does not have, or does not have yet. */
class BecomeInPlanTest {
    @TempDir
    Path folder;

    private RunFixture planned(String tasks) {
        var run = new RunFixture(folder);
        run.plan(playbook(tasks));
        return run;
    }

    private String playbook(String tasks) {
        return "- hosts: one\n  gather_facts: false\n  become_method: su\n  tasks:\n"
                + tasks.replace("R/", folder + "/").indent(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command: touch R/made",
                "command: { cmd: touch R/made, creates: R/made }",
                "shell: echo x > R/made",
                "copy: { dest: R/made, content: x }",
                "stat: { path: R/made }"
            })
    void aUserThatTheHostDoesNotHaveFailsTheTask(String task) {
        String tasks = "- { name: as nobody known, become: true, become_user: nosuchuser, %s }".formatted(task);
        RunFixture plan = planned(tasks);
        assertThat(plan.outcome("one", "as nobody known").status()).isEqualTo(Status.FAILED);
        assertThat(plan.failures()).contains("cannot become `nosuchuser`");
        var run = new RunFixture(folder);
        run.apply(playbook(tasks));
        assertThat(run.outcome("one", "as nobody known").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aRightOfSudoBringsNoUser() {
        RunFixture plan = planned("""
            - { name: directory of rights, file: { path: /etc/sudoers.d, state: directory } }
            - { name: rights, copy: { dest: /etc/sudoers.d/nosuchuser, content: x } }
            - { name: as nobody known, become: true, become_user: nosuchuser, command: touch R/made }
            """);
        assertThat(plan.outcome("one", "as nobody known").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void aUserThatAnEarlierTaskMakesIsTakenAsThere() {
        RunFixture plan = planned("""
            - { name: account, user: { name: nosuchuser } }
            - { name: command, become: true, become_user: nosuchuser, command: touch R/made }
            - { name: in a directory, become: true, become_user: nosuchuser, command: { cmd: touch R/made, chdir: R/none } }
            - { name: copy, become: true, become_user: nosuchuser, copy: { dest: R/none/made, content: x } }
            - { name: below, file: { path: R/none/made, mode: "0600" } }
            - { name: look, stat: { path: R/none/made }, register: made }
            - { name: where it is, debug: { msg: x }, when: made.stat.exists }
            """);
        assertThat(plan.outcomes())
                .as(plan.failures())
                .startsWith("one account: CHANGED", "one command: CHANGED")
                .contains("one copy: UNKNOWN", "one where it is: CONDITIONAL")
                .noneMatch(outcome -> outcome.endsWith("FAILED"));
        assertThat(plan.outcome("one", "copy").reason()).isEqualTo("account");
    }

    @Test
    void aUserThatAnEarlierTaskRemovesIsTakenAsGone() {
        RunFixture plan = planned("""
            - { name: account, user: { name: nobody, state: absent } }
            - { name: command, become: true, become_user: nobody, command: touch R/made }
            """);
        assertThat(plan.outcome("one", "command").status()).isEqualTo(Status.FAILED);
    }

    @Test
    void theProgramThatChangesTheUserMayBeBrought() {
        RunFixture plan = planned("""
            - { name: sudo, copy: { dest: /usr/bin/sudo, content: x, mode: "4755" } }
            - { name: command, become: true, become_user: nobody, become_method: sudo, command: touch R/made }
            """);
        assertThat(plan.outcome("one", "command").status()).as(plan.failures()).isEqualTo(Status.CHANGED);
    }
}
