package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
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
                - name: folder
                  file: { path: "{{ root }}/a/b", state: directory, mode: "0750" }
                - name: content
                  copy: { dest: "{{ root }}/a/b/c", content: "hello {{ inventory_hostname }}\\n", mode: "0640" }
            """;
        run.apply(playbook);
        assertThat(run.outcomes()).as(run.failures()).containsExactly("one folder: CHANGED", "one content: CHANGED");
        assertThat(run.read("a/b/c")).isEqualTo("hello one\n");
        run.apply(playbook);
        assertThat(run.outcomes()).as(run.failures()).containsExactly("one folder: OK", "one content: OK");
    }

    @Test
    void aPlanChangesNothingAndCarriesEffectsForward() {
        var run = new RunFixture(folder);
        run.plan("""
            - hosts: one
              tasks:
                - name: folder
                  file: { path: "{{ root }}/a", state: directory }
                - name: content
                  copy: { dest: "{{ root }}/a/b", content: "x" }
                - name: same again
                  copy: { dest: "{{ root }}/a/b", content: "x" }
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly("one folder: CHANGED", "one content: CHANGED", "one same again: OK");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void handlersRunOnceAtTheEndAndOnlyWhereNotified() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: all
              tasks:
                - name: change
                  copy: { dest: "{{ root }}/{{ inventory_hostname }}", content: x }
                  notify: [say so, topic]
                  when: inventory_hostname == 'one'
                - name: again
                  copy: { dest: "{{ root }}/{{ inventory_hostname }}2", content: x }
                  notify: say so
                  when: inventory_hostname == 'one'
              handlers:
                - name: listens
                  listen: topic
                  shell: echo listened >> {{ root }}/handled
                - name: say so
                  shell: echo {{ inventory_hostname }} >> {{ root }}/handled
            """);
        assertThat(run.read("handled")).isEqualTo("listened\none\n");
    }

    @Test
    void aNotificationReachesTheHandlerOfThatNameAndThoseThatListenForIt() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: one
              tasks:
                - name: change
                  copy: { dest: "{{ root }}/file", content: x }
                  notify: reload
              handlers:
                - name: before
                  listen: reload
                  shell: echo before >> {{ root }}/handled
                - name: reload
                  shell: echo reload >> {{ root }}/handled
                - name: proof
                  listen: reload
                  shell: echo proof >> {{ root }}/handled
            """);
        assertThat(run.read("handled")).isEqualTo("before\nreload\nproof\n");
    }

    @Test
    void aHandlerThatWasDueWhenItsHostFailedIsRunByTheNextApply() {
        var run = new RunFixture(folder);
        String playbook = """
            - hosts: one
              name: site
              tasks:
                - name: change
                  copy: { dest: "{{ root }}/file", content: x }
                  notify: say so
                - name: fails once
                  shell: test -e {{ root }}/ready
                  changed_when: false
              handlers:
                - name: say so
                  shell: echo handled >> {{ root }}/handled
            """;
        assertThat(run.apply(playbook).exit()).isEqualTo(ExitCode.HOSTS_FAILED);
        assertThat(folder.resolve("handled")).doesNotExist();
        run.file("ready", "");
        run.inventoryName("other.yml").apply(playbook);
        assertThat(folder.resolve("handled"))
                .as("due on a host of another inventory")
                .doesNotExist();
        assertThat(run.inventoryName("hosts.yml").apply(playbook).exit()).isEqualTo(ExitCode.FINE);
        assertThat(run.read("handled")).isEqualTo("handled\n");
        run.apply(playbook);
        assertThat(run.read("handled")).isEqualTo("handled\n");
    }

    @Test
    void aHandlerThatIsDueWaitsForTheTasksOfItsRole() {
        var run = new RunFixture(folder)
                .file("roles/service/tasks/main.yml", """
                    - set_fact: { unit: guestbook }
                    - name: change
                      copy: { dest: "{{ root }}/file", content: x }
                      notify: restart
                    - name: fails once
                      shell: test -e {{ root }}/ready
                      changed_when: false
                    """)
                .file("roles/service/handlers/main.yml", """
                    - name: restart
                      shell: echo restart {{ unit }} >> {{ root }}/handled
                    """);
        String playbook = """
            - hosts: one
              pre_tasks:
                - debug: { msg: before all roles }
              roles: [service]
            """;
        assertThat(run.apply(playbook).exit()).isEqualTo(ExitCode.HOSTS_FAILED);
        run.file("ready", "");
        assertThat(run.apply(playbook).exit()).as(run.failures()).isEqualTo(ExitCode.FINE);
        assertThat(run.read("handled")).isEqualTo("restart guestbook\n");
    }

    @Test
    void whatIsDueOfARoleThatWasLeftOutStaysDue() throws Exception {
        var run = new RunFixture(folder)
                .file("roles/service/tasks/main.yml", """
                    - name: change
                      copy: { dest: "{{ root }}/file", content: x }
                      notify: restart
                    - name: fails once
                      shell: test -e {{ root }}/ready
                      changed_when: false
                    """)
                .file("roles/service/handlers/main.yml", """
                    - name: restart
                      shell: echo restart >> {{ root }}/handled
                    """);
        String playbook = """
            - hosts: one
              tasks:
                - include_role: { name: service }
                  when: not (root ~ '/without') is exists
            """;
        assertThat(run.apply(playbook).exit()).isEqualTo(ExitCode.HOSTS_FAILED);
        run.file("ready", "").file("without", "");
        assertThat(run.apply(playbook).exit()).as(run.failures()).isEqualTo(ExitCode.FINE);
        assertThat(folder.resolve("handled")).doesNotExist();
        Files.delete(folder.resolve("without"));
        run.apply(playbook);
        assertThat(run.read("handled")).isEqualTo("restart\n");
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
                - name: a folder
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
                        "one a folder: CONDITIONAL",
                        "one uses its output: CONDITIONAL");
        assertThat(run.outcome("one", "a folder").reason()).isEqualTo("makes");
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
                - name: a folder
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
                        "one a folder: CHANGED",
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
    void flushedHandlersRunForAllHostsTogether() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: all
              tasks:
                - name: change
                  copy: { dest: "{{ root }}/{{ inventory_hostname }}", content: x }
                  notify: say so
                - meta: flush_handlers
                - name: behind
                  debug: { msg: x }
              handlers:
                - name: say so
                  debug: { msg: x }
            """);
        assertThat(run.outcomes().subList(4, 8))
                .as(run.failures())
                .containsExactly("one say so: OK", "two say so: OK", "one behind: OK", "two behind: OK");
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
