package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.engine.event.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose facts a delegated task gives, and what all hosts get of a task that runs once. */
class DelegationTest {
    @TempDir
    Path folder;

    private RunFixture run;

    @BeforeEach
    void begin() {
        run = new RunFixture(folder).inventory("""
            all:
              vars: { ansible_connection: local }
              hosts: { h1: {}, h2: {}, h8: {} }
            """).file("v.yml", "iv: 7\n");
    }

    /** Each check fails with what the host sees. */
    private void applies(String tasks) {
        run.apply("- hosts: h1,h2\n  gather_facts: false\n  tasks:\n" + tasks.indent(4));
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void factsOfADelegatedTaskBelongToItsOwnHostUnlessTheTaskSaysOtherwise() {
        applies("""
            - set_fact: { a: "a-{{ inventory_hostname }}" }
              delegate_to: h8
            - assert: { that: ["a == 'a-' ~ inventory_hostname", hostvars.h8.a is not defined] }
            """);
    }

    @Test
    void delegatedFactsBelongToTheOtherHost() {
        applies("""
            - set_fact: { a: "a-{{ inventory_hostname }}" }
              delegate_to: h8
              delegate_facts: true
            - assert: { that: [a is not defined, "hostvars.h8.a == 'a-h2'"] }
            """);
    }

    @Test
    void aTaskThatRunsOnceGivesDelegatedFactsToTheOtherHostAlone() {
        applies("""
            - set_fact: { b: "b-{{ inventory_hostname }}" }
              delegate_to: h8
              delegate_facts: true
              run_once: true
            - assert: { that: [b is not defined, "hostvars.h8.b == 'b-h1'"] }
            """);
    }

    @Test
    void gatheredFactsBelongToTheOtherHost() {
        applies("""
            - setup: { gather_subset: min }
              delegate_to: h8
              delegate_facts: true
              run_once: true
            - assert:
                that:
                  - ansible_facts.hostname is not defined
                  - ansible_hostname is not defined
                  - hostvars.h8.ansible_facts.hostname is defined
            """);
    }

    @Test
    void includedVariablesBelongToTheOtherHost() {
        applies("""
            - include_vars: { file: v.yml }
              delegate_to: h8
              delegate_facts: true
            - assert: { that: [iv is not defined, hostvars.h8.iv == 7] }
            """);
    }

    @Test
    void eachItemHasItsOwnDelegate() {
        applies("""
            - set_fact: { c: "c-{{ item }}" }
              delegate_to: "{{ item }}"
              delegate_facts: true
              loop: [h8, h2]
              run_once: true
            - assert:
                that:
                  - hostvars.h8.c == 'c-h8'
                  - hostvars.h2.c == 'c-h2'
                  - hostvars.h1.c is not defined
            """);
    }

    @Test
    void whatIsRegisteredBelongsToTheHostsOfThePlay() {
        applies("""
            - command: echo x
              delegate_to: h8
              delegate_facts: true
              run_once: true
              register: r
              changed_when: false
            - assert: { that: [r.stdout == 'x', hostvars.h8.r is not defined] }
            """);
    }

    @Test
    void aTaskThatRunsOnceGivesItsFactsToAllHosts() {
        applies("""
            - set_fact: { b: "{{ (b | default([])) + [item] }}" }
              run_once: true
              loop: [1, 2]
            - include_vars: { file: v.yml }
              run_once: true
            - assert: { that: ["b == [1, 2]", iv == 7] }
            """);
    }

    @Test
    void aTaskThatRunsOnceReachesHostsThatAreNotInThisBlock() {
        run.apply("""
            - hosts: h1,h2
              gather_facts: false
              tasks:
                - block:
                    - command: "false"
                      when: inventory_hostname == 'h1'
                  rescue:
                    - set_fact: { b: told }
                      run_once: true
                - name: seen
                  assert: { that: b == 'told' }
            """);
        assertThat(run.outcome("h2", "seen").status()).isEqualTo(Status.OK);
    }

    @Test
    void delegatedFactsOfAPlanAreAsDoubtfulAsTheirSource() {
        run.plan("""
            - hosts: h1
              gather_facts: false
              tasks:
                - shell: echo x
                  register: said
                - set_fact: { d: "{{ said.stdout }}" }
                  delegate_to: h8
                  delegate_facts: true
            - hosts: h8
              gather_facts: false
              tasks:
                - name: uses it
                  command: "true"
                  when: d == 'x'
            """);
        assertThat(run.outcome("h8", "uses it").status()).isEqualTo(Status.CONDITIONAL);
    }

    /** Of hosts that do the same on another one, the first changes something: in an apply, and so in a plan. */
    @Test
    void whatOneHostChangesOnAnotherIsThereForTheNext() {
        List<String> hosts =
                IntStream.range(0, 40).mapToObj(number -> "n" + number).toList();
        run.inventory("""
            all:
              vars: { ansible_connection: local }
              hosts: { h8: {}, %s }
            """.formatted(hosts.stream().map(host -> host + ": {}").collect(Collectors.joining(", "))));
        String playbook = """
            - hosts: all:!h8
              gather_facts: false
              tasks:
                - name: shared
                  blockinfile: { path: FOLDER/shared, block: "x\\ny", create: true, insertafter: "^k=" }
                  delegate_to: h8
            """.replace("FOLDER", folder.toString());
        run.plan(playbook);
        assertThat(changed(hosts)).as("plan").isEqualTo(1);
        run.apply(playbook);
        assertThat(changed(hosts)).as("apply").isEqualTo(1);
    }

    private long changed(List<String> hosts) {
        return hosts.stream()
                .filter(host -> run.outcome(host, "shared").status() == Status.CHANGED)
                .count();
    }
}
