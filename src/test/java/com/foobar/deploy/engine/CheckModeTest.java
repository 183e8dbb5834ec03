package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task whose `check_mode` differs from that of the run: what later tasks take for granted. */
class CheckModeTest {
    @TempDir
    Path folder;

    @Test
    void aTaskThatIsOnlyCheckedLeavesNothingForLaterTasks() {
        String playbook = """
            - hosts: one
              gather_facts: false
              tasks:
                - name: checked
                  copy: { dest: "{{ root }}/file", content: "x\\n" }
                  check_mode: true
                  register: checked
                - name: is there
                  stat: { path: "{{ root }}/file" }
                  register: there
                - name: what was seen
                  assert: { that: [checked is changed, not there.stat.exists] }
                - name: made
                  copy: { dest: "{{ root }}/file", content: "x\\n" }
                - name: line only checked
                  lineinfile: { path: "{{ root }}/file", line: y }
                  check_mode: true
                - name: line
                  lineinfile: { path: "{{ root }}/file", line: y }
                - name: removal only checked
                  file: { path: "{{ root }}/file", state: absent }
                  check_mode: true
                - name: mode
                  file: { path: "{{ root }}/file", mode: "0600" }
            """;
        var run = new RunFixture(folder);
        run.plan(playbook);
        var planned = run.outcomes();
        run.apply(playbook);

        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one checked: CHANGED",
                        "one is there: OK",
                        "one what was seen: OK",
                        "one made: CHANGED",
                        "one line only checked: CHANGED",
                        "one line: CHANGED",
                        "one removal only checked: CHANGED",
                        "one mode: CHANGED");
        assertThat(run.read("file")).isEqualTo("x\ny\n");
        assertThat(planned).isEqualTo(run.outcomes());
    }

    @Test
    void aBlockAndAHandlerCanBeCheckedOnly() {
        String playbook = """
            - hosts: one
              gather_facts: false
              tasks:
                - name: changes
                  copy: { dest: "{{ root }}/a", content: a }
                  notify: [checked handler, real handler]
                - check_mode: true
                  block:
                    - name: in the block
                      file: { path: "{{ root }}/folder", state: directory }
                      notify: told by a check
                    - name: but not this one
                      file: { path: "{{ root }}/real", state: directory }
                      check_mode: false
                - name: behind the block
                  file: { path: "{{ root }}/folder", state: directory }
                - meta: flush_handlers
                - name: behind the handlers
                  file: { path: "{{ root }}/checked", state: directory }
              handlers:
                - name: checked handler
                  file: { path: "{{ root }}/checked", state: directory }
                  check_mode: true
                - name: real handler
                  file: { path: "{{ root }}/handled", state: directory }
                - name: told by a check
                  file: { path: "{{ root }}/told", state: directory }
            """;
        var run = new RunFixture(folder);
        run.apply(playbook);

        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one changes: CHANGED",
                        "one in the block: CHANGED",
                        "one but not this one: CHANGED",
                        "one behind the block: CHANGED",
                        "one meta: OK",
                        "one checked handler: CHANGED",
                        "one real handler: CHANGED",
                        "one told by a check: CHANGED",
                        "one behind the handlers: CHANGED");
    }

    @Test
    void aCommandThatIsOnlyCheckedIsSkipped() {
        String playbook = """
            - hosts: one
              gather_facts: false
              tasks:
                - name: not run
                  shell: echo x > {{ root }}/made
                  check_mode: true
                  register: result
                - name: not run and said to change nothing
                  shell: echo x > {{ root }}/made
                  check_mode: true
                  changed_when: false
                - name: sees it
                  assert: { that: [result is skipped, result is not changed] }
                - name: not doubtful
                  file: { path: "{{ root }}/folder", state: directory }
            """;
        var run = new RunFixture(folder);
        run.plan(playbook);
        var planned = run.outcomes();
        run.apply(playbook);

        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one not run: SKIPPED",
                        "one not run and said to change nothing: SKIPPED",
                        "one sees it: OK",
                        "one not doubtful: CHANGED");
        assertThat(folder.resolve("made")).doesNotExist();
        assertThat(planned).isEqualTo(run.outcomes());
    }

    @Test
    void ansibleCheckModeIsThatOfTheRun() {
        String playbook = """
            - hosts: one
              gather_facts: false
              tasks:
                - name: in plans only
                  debug: { msg: x }
                  when: ansible_check_mode
                  check_mode: true
                - name: as the run
                  file: { path: "{{ root }}/folder", state: directory }
                  check_mode: "{{ ansible_check_mode }}"
                - name: again
                  file: { path: "{{ root }}/folder", state: directory }
            """;
        var run = new RunFixture(folder);
        run.plan(playbook);
        assertThat(run.outcomes()).containsExactly("one in plans only: OK", "one as the run: CHANGED", "one again: OK");
        run.apply(playbook);
        assertThat(run.outcomes())
                .containsExactly("one in plans only: SKIPPED", "one as the run: CHANGED", "one again: OK");
    }

    @Test
    void whatReallyRunsInAPlanIsSeenByLaterTasks() {
        var run = new RunFixture(folder).file("file", "old\n");
        run.plan("""
            - hosts: one
              gather_facts: false
              tasks:
                - name: planned
                  copy: { dest: "{{ root }}/file", content: "planned\\n" }
                - name: planned directory
                  file: { path: "{{ root }}/folder", state: directory }
                - name: real
                  copy: { dest: "{{ root }}/file", content: "real\\n" }
                  check_mode: false
                - name: read
                  slurp: { src: "{{ root }}/file" }
                  register: read
                - name: is the real one
                  assert: { that: read.content | b64decode == 'real\\n' }
                - name: same
                  copy: { dest: "{{ root }}/file", content: "real\\n" }
                - name: still planned
                  file: { path: "{{ root }}/folder", state: directory }
            """);
        assertThat(run.outcomes())
                .as(run.failures())
                .containsExactly(
                        "one planned: CHANGED",
                        "one planned directory: CHANGED",
                        "one real: CHANGED",
                        "one read: OK",
                        "one is the real one: OK",
                        "one same: OK",
                        "one still planned: OK");
        assertThat(run.read("file")).isEqualTo("real\n");
    }
}
