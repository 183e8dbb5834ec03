package com.foobar.deploy.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.engine.event.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an item of a loop leaves for the next item, for handlers and for later tasks. */
class LoopsTest {
    @TempDir
    Path folder;

    private RunFixture run;

    @BeforeEach
    void begin() {
        run = new RunFixture(folder);
    }

    private static final String ACCUMULATES = """
        - hosts: all
          gather_facts: false
          tasks:
            - name: accumulate
              set_fact: { acc: "{{ acc | default([]) + [item] }}" }
              loop: [1, 2, 3]
            - name: seen
              assert: { that: "acc == [1, 2, 3]", fail_msg: "{{ acc }}" }
        """;

    @Test
    void setFactSeesWhatEarlierItemsHaveSet() {
        run.apply(ACCUMULATES);
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void setFactSeesWhatEarlierItemsHaveSetInAPlanToo() {
        run.plan(ACCUMULATES);
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void setFactForAnotherHostSeesWhatEarlierItemsHaveSet() {
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - set_fact: { acc: "{{ hostvars.two.acc | default([]) + [item] }}" }
                  loop: [1, 2, 3]
                  delegate_to: two
                  delegate_facts: true
                - assert: { that: "hostvars.two.acc == [1, 2, 3]", fail_msg: "{{ hostvars.two.acc }}" }
            """);
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void includeVarsSeesWhatEarlierItemsHaveIncluded() {
        run.file("a.yml", "first: from-a\n").file("from-a.yml", "second: from-b\n");
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - include_vars: "{{ first | default('a') }}.yml"
                  loop: [1, 2]
                - assert: { that: "second == 'from-b'" }
            """);
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void theNextItemSeesWhatTheItemBeforeHasRegistered() {
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - name: until one fails
                  command: "{{ item }}"
                  loop: ["true", "false", "true"]
                  register: last
                  failed_when: false
                  changed_when: false
                  when: last is not defined or last.rc == 0
                - name: seen
                  assert:
                    that:
                      - last.results | map(attribute='skipped', default=false) | list == [false, false, true]
            """);
        assertThat(run.outcome("one", "seen").status()).isEqualTo(Status.OK);
    }

    @Test
    void aSkippedItemTakesNothingBack() {
        run.plan("""
            - hosts: one
              gather_facts: false
              tasks:
                - name: unknown
                  shell: echo x
                  register: said
                - name: depends on it
                  set_fact: { answer: "{{ said.stdout }}" }
                  loop: [1, 2]
                  when: item == 1
                - name: uses it
                  debug: { msg: "{{ answer }}" }
                  when: answer == 'x'
            """);
        assertThat(run.outcome("one", "uses it").status()).isEqualTo(Status.CONDITIONAL);
    }

    @Test
    void anItemThatChangedNotifiesThoughALaterOneFails() {
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - block:
                    - name: change
                      command: "{{ item }}"
                      loop: ["true", "false"]
                      notify: "after {{ item }}"
                  rescue:
                    - meta: noop
              handlers:
                - name: after true
                  file: { path: "{{ root }}/told", state: touch }
                - name: after false
                  file: { path: "{{ root }}/told-by-failure", state: touch }
            """);
        assertThat(folder.resolve("told")).exists();
        assertThat(folder.resolve("told-by-failure")).doesNotExist();
    }

    @Test
    void theSameItemTwiceIncludesTwice() {
        run.file("t.yml", "- shell: echo {{ item }} >> {{ root }}/said\n");
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - include_tasks: t.yml
                  loop: [a, a, b]
            """);
        assertThat(run.read("said")).isEqualTo("a\na\nb\n");
    }

    @Test
    void anIncludedFileLeavesItsFactsToTheNextRound() {
        run.file("t.yml", "- set_fact: { acc: \"{{ acc | default([]) + [item] }}\" }\n");
        run.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - include_tasks: t.yml
                  loop: [1, 2, 3]
                - assert: { that: "acc == [1, 2, 3]", fail_msg: "{{ acc }}" }
            """);
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void hostsAndGroupsOfALoopAreThereForTheNextPlay() {
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - add_host: { name: "new-{{ item }}", groups: [made], number: "{{ item }}" }
                  loop: [1, 2]
                - group_by: { key: "picked_{{ item }}" }
                  loop: [x, y]
            - hosts: made
              gather_facts: false
              connection: local
              tasks:
                - name: is there
                  assert: { that: "inventory_hostname == 'new-' ~ number and groups.picked_x == ['one'] == groups.picked_y" }
            """);
        assertThat(run.failures()).isEmpty();
        assertThat(run.outcome("new-2", "is there").status()).isEqualTo(Status.OK);
    }

    /** A name out of a host's text must not end the run for all hosts. */
    @Test
    void aBadNameOfAGroupFailsItsHostOnly() {
        RunResult result = run.apply("""
            - hosts: one, two
              gather_facts: false
              vars: { name: "{{ 'a b:c' if inventory_hostname == 'one' else 'fine' }}" }
              tasks:
                - block:
                    - add_host: { name: new, groups: ["{{ name }}"] }
                    - fail: { msg: not reached by one }
                      when: inventory_hostname == 'one'
                  rescue:
                    - set_fact: { rescued: true }
                - block:
                    - group_by: { key: "{{ 'all' if inventory_hostname == 'one' else 'fine' }}" }
                  rescue:
                    - set_fact: { again: true }
                - group_by: { key: "{{ name }}" }
                - name: goes on
                  debug: {}
            """);
        assertThat(run.outcome("two", "goes on").status()).isEqualTo(Status.OK);
        assertThat(requireNonNull(result.recap().get("one")).failed()).isEqualTo(1);
        assertThat(requireNonNull(result.recap().get("two")).failed()).isZero();
    }

    @Test
    void aNotificationThatCannotBeEvaluatedFailsItsHostOnly() {
        RunResult result = run.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - name: change
                  command: "true"
                  notify: "{{ nothing_such if inventory_hostname == 'one' else 'h' }}"
                - name: behind
                  debug: { msg: x }
              handlers:
                - name: h
                  debug: { msg: x }
            """);
        assertThat(requireNonNull(result.recap().get("one")).failed()).isEqualTo(1);
        assertThat(run.outcome("two", "behind").status()).isEqualTo(Status.OK);
    }
}
