package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan knows, and what it leaves open since it depends on something that is not done. */
class PlansTest {
    @TempDir
    Path folder;

    @Test
    void aPlanChangesNothingAndCarriesEffectsForward() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              tasks:
                - name: directory
                  file: { path: "{{ root }}/a", state: directory }
                - name: content
                  copy: { dest: "{{ root }}/a/b", content: "x" }
                - name: same again
                  copy: { dest: "{{ root }}/a/b", content: "x" }
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly("one directory: CHANGED", "one content: CHANGED", "one same again: OK");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void readingCommandsRunInAPlanAndOthersDoNot() {
        var run = new RunFixture(folder).file("file", "content\n");
        run.plan("""
            - hosts: one
              tasks:
                - name: reads
                  command: cat {{ root }}/file
                  changed_when: false
                  register: file
                - name: uses it
                  assert: { that: "file.stdout == 'content'" }
                - name: writes
                  shell: echo x > {{ root }}/made
            """);
        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(run.outcomes().subList(0, 2)).containsExactly("one reads: OK", "one uses it: OK");
    }

    @Test
    void aPlanDoesNotWaitForWhatItOnlyForesees() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              tasks:
                - name: begins
                  shell: start it > {{ root }}/state
                - name: has begun
                  shell: cat {{ root }}/state || echo none
                  register: state
                  until: state.stdout == 'begun'
                  retries: 2
                  delay: 0
                  changed_when: false
                  failed_when: false
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly("one begins: CHANGED", "one has begun: CONDITIONAL");
    }

    @Test
    void aPlanSaysWhatHangsOnACommand() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              tasks:
                - name: makes
                  command: make it
                  register: made
                - name: certain
                  copy: { dest: "{{ root }}/certain", content: x }
                - name: a directory
                  file: { path: "{{ root }}/folder", state: directory }
                - name: uses its output
                  debug: { msg: "{{ made.stdout | default('') }}" }
                  when: made.rc == 0
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one makes: CHANGED",
                        "one certain: CHANGED",
                        "one a directory: CONDITIONAL",
                        "one uses its output: CONDITIONAL");
        assertThat(run.outcome("one", "a directory").reason()).isEqualTo("makes");
    }

    @Test
    void aCommandOfAKnownProgramIsDoubtedOnlyForWhatItChanges() {
        var run = new RunFixture(folder).file("file", "x");
        run.plan("""
            - hosts: one
              gather_facts: false
              tasks:
                - name: loads
                  command: sysctl --load
                - name: a directory
                  file: { path: "{{ root }}/folder", state: directory }
                - name: restarts
                  shell: systemctl restart something
                - name: renews
                  command: /usr/local/sbin/foobar-tls renew
                - name: mode
                  file: { path: "{{ root }}/file", mode: "0600" }
                - name: makes
                  command: touch {{ root }}/made
                - name: another directory
                  file: { path: "{{ root }}/other", state: directory }
                - name: what it made
                  file: { path: "{{ root }}/made", state: directory }
                - name: anything
                  shell: systemctl restart something; rm *
                - name: the last
                  file: { path: "{{ root }}/last", state: directory }
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one loads: CHANGED",
                        "one a directory: CHANGED",
                        "one restarts: CHANGED",
                        "one renews: CHANGED",
                        "one mode: CHANGED",
                        "one makes: CHANGED",
                        "one another directory: CHANGED",
                        "one what it made: CONDITIONAL",
                        "one anything: CHANGED",
                        "one the last: CONDITIONAL");
    }

    @Test
    void aPlanGoesOnWithTheResultThatATaskStatesWhereItCannotAsk() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              tasks:
                - name: makes
                  command: make it
                  register: made
                  vars: { plan_result: { stdout: done } }
                - name: a directory
                  file: { path: "{{ root }}/folder", state: directory }
                - name: uses its output
                  debug: { msg: x }
                  when: made.stdout == 'done'
                - name: asks what is not there yet
                  command: cat {{ root }}/folder/file
                  changed_when: false
                  register: read
                  vars: { plan_result: { rc: 0, stdout: text } }
                - name: uses that
                  debug: { msg: x }
                  when: read.stdout == 'text'
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one makes: CHANGED",
                        "one a directory: CHANGED",
                        "one uses its output: OK",
                        "one asks what is not there yet: OK",
                        "one uses that: OK");
    }

    @Test
    void aPlanIsSureThatATaskChangesThoughNotWhatItRegisters() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              tasks:
                - name: makes
                  command: make it
                  args: { creates: "{{ root }}/it" }
                  register: made
                - name: since it changed
                  debug: { msg: x }
                  when: made is changed
                - name: what it made
                  file: { path: "{{ root }}/it", mode: "0640" }
                - name: uses its output
                  debug: { msg: x }
                  when: made.stdout == ''
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one makes: CHANGED",
                        "one since it changed: OK",
                        "one what it made: CHANGED",
                        "one uses its output: CONDITIONAL");
    }

    @Test
    void aCommandThatSaysItChangesNothingIsUnknownInAPlanUnlessItOnlyReads() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              tasks:
                - name: who knows
                  shell: echo x > {{ root }}/made
                  changed_when: false
                - name: certain
                  copy: { dest: "{{ root }}/certain", content: x }
            """);
        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(run.outcomes()).as(run.failures()).containsExactly("one who knows: UNKNOWN", "one certain: CHANGED");
    }

    @Test
    void aPlanDoesNotTakeForAFailureWhatHangsOnAChange() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              tasks:
                - name: makes
                  command: make it
                  register: made
                - name: fact of it
                  set_fact: { size: "{{ made.stdout_lines[0] }}" }
                - name: uses the fact
                  assert: { that: size | int > 1 }
                - name: certain failure
                  debug: { msg: "{{ nowhere }}" }
            """);
        assertThat(run.outcomes())
                .containsExactly(
                        "one makes: CHANGED",
                        "one fact of it: UNKNOWN",
                        "one uses the fact: UNKNOWN",
                        "one certain failure: FAILED");
    }

    /** No server listens at such a socket, whether there is a client on this machine or not. */
    @Test
    void aPlanSaysThatAQueryFailsWhereNothingPlannedCanBringTheServer() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: all
              tasks:
                - name: asks
                  mysql_query: { query: SELECT 1, login_unix_socket: "{{ root }}/none.sock" }
                  register: answer
                  ignore_errors: true
                - name: sees it fail
                  assert: { that: [answer is failed, "'unable to connect' in answer.msg"] }
                - name: asks in earnest
                  mysql_query: { query: SELECT 1, login_unix_socket: "{{ root }}/none.sock" }
                  when: inventory_hostname == 'one'
            """);
        assertThat(run.outcomes())
                .containsExactly(
                        "one asks: IGNORED",
                        "two asks: IGNORED",
                        "one sees it fail: OK",
                        "two sees it fail: OK",
                        "one asks in earnest: FAILED",
                        "two asks in earnest: SKIPPED");
    }

    @Test
    void aPlanDoesNotKnowWhetherAQueryFailsWhereSomethingPlannedMayBringTheServer() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: all
              tasks:
                - name: brings it, who knows
                  copy: { dest: "{{ root }}/server", content: x }
                  when: inventory_hostname == 'two'
                - name: asks
                  mysql_query: { query: SELECT 1, login_unix_socket: "{{ root }}/none.sock" }
                - name: is told
                  mysql_query: { query: SELECT 1, login_unix_socket: "{{ root }}/none.sock" }
                  vars: { plan_result: { query_result: [[]] } }
            """);
        assertThat(run.outcomes().subList(2, 6))
                .as(run.failures())
                .containsExactly("one asks: UNKNOWN", "two asks: UNKNOWN", "one is told: OK", "two is told: OK");
    }
}
