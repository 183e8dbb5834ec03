package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as playbooks see it, on real shells. */
class RunTest {
    @TempDir
    Path folder;

    @Test
    void everyHostFinishesATaskBeforeAnyStartsTheNext() {
        var run = new RunFixture(folder);
        RunResult result = run.apply("""
            - hosts: all
              tasks:
                - name: first
                  shell: echo {{ inventory_hostname }} >> {{ root }}/log
                - name: second
                  shell: wc -l < {{ root }}/log
                  register: lines
                - name: both had written
                  assert: { that: "lines.stdout | int == 2" }
            """);
        assertThat(result.exit()).isEqualTo(ExitCode.FINE);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one first: CHANGED",
                        "two first: CHANGED",
                        "one second: CHANGED",
                        "two second: CHANGED",
                        "one both had written: OK",
                        "two both had written: OK");
    }

    @Test
    void aSecondRunChangesNothing() {
        var run = new RunFixture(folder);
        String playbook = """
            - hosts: one
              tasks:
                - name: directory
                  file: { path: "{{ root }}/a/b", state: directory, mode: "0750" }
                - name: content
                  copy: { dest: "{{ root }}/a/b/c", content: "hello {{ inventory_hostname }}\\n", mode: "0640" }
            """;
        run.apply(playbook);
        assertThat(run.outcomes()).as(run.failures()).containsExactly("one directory: CHANGED", "one content: CHANGED");
        assertThat(run.read("a/b/c")).isEqualTo("hello one\n");
        run.apply(playbook);
        assertThat(run.outcomes()).as(run.failures()).containsExactly("one directory: OK", "one content: OK");
    }

    @Test
    void aRescueTakesOverAndAlwaysRuns() {
        var run = new RunFixture(folder);
        RunResult result = run.apply("""
            - hosts: all
              tasks:
                - block:
                    - name: fails on one
                      shell: test {{ inventory_hostname }} = two
                      changed_when: false
                    - name: only two comes here
                      debug: { msg: here }
                  rescue:
                    - name: rescue
                      debug: { msg: "{{ ansible_failed_result.rc }}" }
                  always:
                    - name: always
                      debug: { msg: bye }
                - name: behind
                  debug: { msg: all }
            """);
        assertThat(result.exit()).isEqualTo(ExitCode.FINE);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one fails on one: FAILED",
                        "two fails on one: OK",
                        "two only two comes here: OK",
                        "one rescue: OK",
                        "one always: OK",
                        "two always: OK",
                        "one behind: OK",
                        "two behind: OK");
        assertThat(result.recap())
                .hasEntrySatisfying("one", recap -> assertThat(recap.rescued()).isEqualTo(1));
    }

    @Test
    void loopsRegisterEachRound() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: one
              tasks:
                - name: loop
                  shell: echo {{ item }}
                  loop: [a, b]
                  changed_when: item == 'b'
                  register: said
                - name: results
                  assert:
                    that:
                      - said.results | map(attribute='stdout') | list == ['a', 'b']
                      - said.results | map(attribute='changed') | list == [false, true]
                      - said is changed
            """);
        assertThat(run.outcomes()).as(run.failures()).containsExactly("one loop: CHANGED", "one results: OK");
    }

    @Test
    void untilRepeatsWithFreshAnswers() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: one
              tasks:
                - name: grows
                  shell: echo x >> {{ root }}/tries; wc -l < {{ root }}/tries
                  register: tries
                  until: tries.stdout | int == 3
                  retries: 5
                  delay: 0
            """);
        assertThat(run.outcome("one", "grows").result().get("attempts")).isEqualTo(Value.of(3));
    }

    @Test
    void aDelayCanBePartOfASecond() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: one
              tasks:
                - name: tells when
                  shell: date +%s%N >> {{ root }}/times; wc -l < {{ root }}/times
                  register: tries
                  until: tries.stdout | int == 2
                  retries: 1
                  delay: 0.5
            """);
        List<Long> times = run.read("times").lines().map(Long::valueOf).toList();
        assertThat(times.getLast() - times.getFirst()).isGreaterThanOrEqualTo(500_000_000L);
    }

    @Test
    void includesAreEvaluatedPerHost() {
        var run = new RunFixture(folder)
                .file("one.yml", "- name: of one\n  debug: { msg: '{{ which }}' }\n")
                .file("two.yml", "- name: of two\n  debug: { msg: '{{ which }}' }\n");
        run.apply("""
            - hosts: all
              tasks:
                - include_tasks: "{{ inventory_hostname }}.yml"
                  vars: { which: "{{ inventory_hostname }}" }
                - name: behind
                  debug: { msg: x }
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly("one of one: OK", "two of two: OK", "one behind: OK", "two behind: OK");
    }

    @Test
    void aFailedHostDropsOutAndTheOthersGoOn() {
        var run = new RunFixture(folder);
        RunResult result = run.apply("""
            - hosts: all
              tasks:
                - name: fails on one
                  fail: { msg: no }
                  when: inventory_hostname == 'one'
                - name: behind
                  debug: { msg: x }
            - hosts: all
              tasks:
                - name: second play
                  debug: { msg: x }
            """);
        assertThat(result.exit()).isEqualTo(ExitCode.HOSTS_FAILED);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one fails on one: FAILED",
                        "two fails on one: SKIPPED",
                        "two behind: OK",
                        "two second play: OK");
    }

    @Test
    void runOnceSharesItsResult() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: all
              tasks:
                - name: once
                  shell: echo {{ inventory_hostname }}
                  run_once: true
                  register: who
                - name: all know
                  assert: { that: "who.stdout == 'one'" }
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly("one once: CHANGED", "one all know: OK", "two all know: OK");
    }

    @Test
    void serialRunsBatchAfterBatch() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: all
              serial: 1
              tasks:
                - name: a
                  debug: { msg: x }
                - name: b
                  debug: { msg: x }
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly("one a: OK", "one b: OK", "two a: OK", "two b: OK");
    }

    @Test
    void factsAreGatheredWhenSomethingAsksForThem() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: one
              tasks:
                - name: facts
                  assert: { that: "ansible_system == 'Linux' and ansible_facts.system == 'Linux'" }
            """);
        assertThat(run.outcomes()).as(run.failures()).containsExactly("one facts: OK");
    }

    @Test
    void hostvarsShowOtherHosts() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: all
              tasks:
                - name: set
                  set_fact: { me: "{{ inventory_hostname }}!" }
                - name: see
                  assert: { that: "hostvars['two'].me == 'two!' and hostvars['one']['me'] == 'one!'" }
                - name: groups
                  assert: { that: "groups['all'] == ['one', 'two'] and ansible_play_hosts == ['one', 'two']" }
            """);
        assertThat(run.outcomes()).as(run.failures()).allMatch(line -> line.endsWith(": OK"));
    }

    @Test
    void theStrongerLevelWins() throws Exception {
        Files.createDirectories(folder.resolve("group_vars"));
        var run = new RunFixture(folder)
                .inventory("""
                    all:
                      vars: { ansible_connection: local, level: inventory, a: inventory }
                      hosts: { one: { b: host } }
                    """)
                .file("group_vars/all.yml", "a: group_vars\nc: group_vars\n")
                .file("roles/r/defaults/main.yml", "a: default\nd: default\ne: default\n")
                .file("roles/r/vars/main.yml", "e: role\nf: role\n")
                .file("roles/r/tasks/main.yml", """
                    - name: levels
                      assert:
                        that:
                          - a == 'group_vars'
                          - b == 'host'
                          - c == 'play'
                          - d == 'default'
                          - e == 'role'
                          - f == 'task'
                          - g == 'param'
                      vars: { f: task }
                    """);
        run.apply("""
            - hosts: one
              vars: { c: play, e: play, g: play }
              roles:
                - { role: r, g: param }
            """);
        assertThat(run.outcomes()).as(run.failures()).containsExactly("one r : levels: OK");
    }

    @Test
    void namesOfVariablesAndOfModulesMayBeTemplates() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: one
              vars: { name: greeting, how: assert }
              tasks:
                - name: set
                  set_fact: { "{{ name }}_{{ inventory_hostname }}": hello, other: 1 }
                - name: as text
                  action: '{{ how }} that="greeting_one is defined"'
                - name: as mapping
                  action: { module: "{{ how }}", that: "other == 1" }
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly("one set: OK", "one as text: OK", "one as mapping: OK");
    }

    @Test
    void aHostNamesNoModuleButAPackageManager() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: one
              tasks:
                - { name: say, command: echo set_fact, changed_when: false, register: said }
                - name: named by the host
                  action: "{{ said.stdout }} a=b"
            """);
        assertThat(run.outcome("one", "named by the host")
                        .failure()
                        .orElseThrow()
                        .code())
                .isEqualTo(com.foobar.deploy.diagnostic.ErrorCode.UNTRUSTED_EXPRESSION);
    }

    @Test
    void allVariablesCanBeWrittenOut() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: one
              gather_facts: false
              vars: { mine: 1 }
              tasks:
                - name: dumped
                  assert:
                    that:
                      - (vars | to_json | from_json).mine == 1
                      - (hostvars['two'] | to_json | from_json).inventory_hostname == 'two'
                      - hostvars | to_nice_yaml | length > 10
            """);
        assertThat(run.outcomes()).as(run.failures()).containsExactly("one dumped: OK");
    }

    @Test
    void aSkippedIncludeAsksNotForItsList() {
        var run = new RunFixture(folder).file("more.yml", "- { name: included, debug: { msg: a } }\n");
        run.apply("""
            - hosts: one
              tasks:
                - name: skipped
                  include_tasks: more.yml
                  loop: "{{ nowhere }}"
                  when: false
                - name: broken
                  include_tasks: more.yml
                  loop: "{{ nowhere }}"
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactlyInAnyOrder("one skipped: SKIPPED", "one broken: FAILED");
    }

    /** A home directory may be named as the shell names it. */
    @Test
    void pathsBeginWithAHomeFolder() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - { name: stat, stat: { path: "{{ item }}" }, loop: ["~", "$HOME", "${HOME}", "$HOME/"], register: r }
                - name: the same
                  assert:
                    that: r.results | map(attribute='stat.inode') | unique | length == 1
            """);
        assertThat(run.outcomes()).as(run.failures()).containsExactly("one stat: OK", "one the same: OK");
    }

    /** Such a name cannot be told from others once it is text: nothing is done to a file of another name. */
    @Test
    void namesThatAreNotUtf8AreNamedAndNotTaken() throws Exception {
        var run = new RunFixture(folder).file("odd/fine", "a").file("even/fine", "a");
        var make = new ProcessBuilder("sh", "-c", "touch \"$(printf 'odd/b\\377d')\"").directory(folder.toFile());
        assertThat(make.start().waitFor()).isZero();
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - { name: find, find: { paths: "{{ root }}/odd" }, register: found }
                - name: only the other
                  assert:
                    that:
                      - found.files | map(attribute='path') | list == [root ~ '/odd/fine']
                      - found.skipped_paths | dict2items | map(attribute='value') | list == ['the name is not UTF-8 text']
                - { name: sent, copy: { src: "{{ root }}/odd/", dest: "{{ root }}/to/" }, ignore_errors: true }
                - name: copied
                  copy: { src: "{{ root }}/odd/", dest: "{{ root }}/to/", remote_src: true }
                  ignore_errors: true
                - name: modes
                  file: { path: "{{ root }}/odd", mode: "u=rwX", recurse: true }
                  ignore_errors: true
                - { name: listed, debug: { msg: "{{ lookup('fileglob', root ~ '/odd/*') }}" }, ignore_errors: true }
                - { name: walked, debug: { msg: "{{ query('filetree', root ~ '/odd') }}" }, ignore_errors: true }
                - { name: fine, copy: { src: "{{ root }}/even/", dest: "{{ root }}/to2/", remote_src: true } }
            """);
        for (String refused : List.of("sent", "copied", "modes", "listed", "walked")) {
            assertThat(run.outcome("one", refused).failure().orElseThrow().message())
                    .as(refused)
                    .contains("is not UTF-8 text");
        }
        assertThat(run.outcome("one", "only the other").status())
                .as(run.failures())
                .isEqualTo(Status.OK);
        assertThat(folder.resolve("to")).doesNotExist();
        assertThat(run.read("to2/fine")).isEqualTo("a");
    }

    /** The shipped role, with a database that does not answer. */
    @Test
    void aRunForOtherTagsDoesWithoutTheDatabase() {
        var run = new RunFixture(folder).inventory("""
            all:
              vars: { ansible_connection: local, private_address: 127.0.0.1 }
              children:
                db: { hosts: { one: {} } }
                lb: { hosts: { two: {} } }
            """);
        RunResult result = run.tagged("haproxy").apply("""
            - hosts: db
              gather_facts: false
              vars: { mysql_login_socket: "%1$s/none", mysql_flavor: mariadb, mysql_role: primary }
              roles:
                - { role: "%2$s/roles/mysql", tags: mysql }
            - hosts: lb
              gather_facts: false
              tasks:
                - name: balancer
                  debug: { msg: x }
                  tags: haproxy
            """.formatted(
                        folder, Path.of(System.getProperty("foobar.home", ".")).toAbsolutePath()));
        assertThat(run.outcome("two", "balancer").status()).isEqualTo(Status.OK);
        assertThat(result.exit()).as(run.failures()).isEqualTo(ExitCode.FINE);
    }
}
