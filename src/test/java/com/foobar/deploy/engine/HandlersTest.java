package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When handlers run, and which of them the next run has to make up for. */
class HandlersTest {
    @TempDir
    Path folder;

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
        var run = new RunFixture(folder);
        service(run, "- set_fact: { unit: guestbook }", "{{ unit }}");
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
        var run = new RunFixture(folder);
        service(run, "- debug: { msg: first }", "guestbook");
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
        assertThat(run.read("handled")).isEqualTo("restart guestbook\n");
    }

    @Test
    void whatIsDueOfTwoRolesRunsInEachWhenItIsThere() throws Exception {
        var run = new RunFixture(folder);
        for (String role : List.of("first", "second")) {
            run.file("roles/" + role + "/tasks/main.yml", """
                - name: change
                  copy: { dest: "{{ root }}/%1$s.file", content: x }
                  notify: settings
                """.formatted(role))
                    .file("roles/" + role + "/handlers/main.yml", """
                        - name: restart %1$s
                          listen: settings
                          shell: echo %1$s >> {{ root }}/handled
                        """.formatted(role));
        }
        String playbook = """
            - hosts: one
              tasks:
                - include_role: { name: first }
                - include_role: { name: second }
                  when: not (root ~ '/without') is exists
                - name: fails once
                  shell: test -e {{ root }}/ready
                  changed_when: false
            """;
        assertThat(run.apply(playbook).exit()).isEqualTo(ExitCode.HOSTS_FAILED);
        run.file("ready", "").file("without", "");
        assertThat(run.apply(playbook).exit()).as(run.failures()).isEqualTo(ExitCode.FINE);
        assertThat(run.read("handled")).isEqualTo("first\n");
        Files.delete(folder.resolve("without"));
        run.apply(playbook);
        assertThat(run.read("handled")).isEqualTo("first\nsecond\n");
        Files.delete(folder.resolve("handled"));
        run.apply(playbook);
        assertThat(folder.resolve("handled")).doesNotExist();
    }

    @Test
    void whatIsDueOfARoleWithoutTasksWaitsForNothing() {
        var run = new RunFixture(folder).file("roles/service/handlers/main.yml", """
            - name: restart
              shell: echo restarted >> {{ root }}/handled
            """);
        String playbook = """
            - hosts: one
              roles: [service]
              tasks:
                - name: change
                  copy: { dest: "{{ root }}/file", content: x }
                  notify: restart
                - name: fails once
                  shell: test -e {{ root }}/ready
                  changed_when: false
            """;
        assertThat(run.apply(playbook).exit()).isEqualTo(ExitCode.HOSTS_FAILED);
        run.file("ready", "");
        assertThat(run.apply(playbook).exit()).as(run.failures()).isEqualTo(ExitCode.FINE);
        assertThat(run.read("handled")).isEqualTo("restarted\n");
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

    /** A role that notifies its handler, and then fails until the file `ready` is there. */
    private static void service(RunFixture run, String firstTask, String unit) {
        run.file("roles/service/tasks/main.yml", """
            %s
            - name: change
              copy: { dest: "{{ root }}/file", content: x }
              notify: restart
            - name: fails once
              shell: test -e {{ root }}/ready
              changed_when: false
            """.formatted(firstTask))
                .file("roles/service/handlers/main.yml", """
                    - name: restart
                      shell: echo restart %s >> {{ root }}/handled
                    """.formatted(unit));
    }

    @Test
    void handlersThatNotifyEachOtherEnd() {
        var run = new RunFixture(folder);
        String playbook = """
            - hosts: one
              gather_facts: false
              tasks:
                - command: "true"
                  notify: a
              handlers:
                - name: a
                  shell: echo a >> {{ root }}/handled
                  notify: b
                - name: b
                  shell: echo b >> {{ root }}/handled
                  notify: a
            """;
        run.apply(playbook);
        assertThat(run.read("handled")).as("each once in either flush").isEqualTo("a\nb\na\nb\n");
        run.plan(playbook);
    }

    @Test
    void aHandlerMayNotifyALaterAndAnEarlierOne() {
        var run = new RunFixture(folder);
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - command: "true"
                  notify: middle
              handlers:
                - name: first
                  shell: echo first >> {{ root }}/handled
                - name: middle
                  shell: echo middle >> {{ root }}/handled
                  notify: [first, last]
                - name: last
                  shell: echo last >> {{ root }}/handled
            """);
        assertThat(run.read("handled")).isEqualTo("middle\nlast\nfirst\n");
    }

    @Test
    void aHandlerThatFlushesHandlersEnds() {
        var run = new RunFixture(folder).file("t.yml", """
            - shell: echo ran >> {{ root }}/handled
              notify: again
            - meta: flush_handlers
            """);
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - command: "true"
                  notify: again
                - meta: flush_handlers
              handlers:
                - name: again
                  include_tasks: t.yml
            """);
        assertThat(run.read("handled")).startsWith("ran\n");
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void includedTasksNotifyWhatTheBlockAroundThemAndApplySay() {
        var run = new RunFixture(folder)
                .file("t.yml", "- command: \"true\"\n")
                .file("roles/r/tasks/main.yml", "- command: \"true\"\n");
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - include_tasks: { file: t.yml, apply: { notify: told by apply } }
                - block:
                    - include_tasks: t.yml
                  notify: told by block
                - import_tasks: t.yml
                  notify: told by import
                - include_role: { name: r, apply: { notify: [told by role] } }
              handlers:
                - { name: told by apply, shell: "echo apply >> {{ root }}/handled" }
                - { name: told by block, shell: "echo block >> {{ root }}/handled" }
                - { name: told by import, shell: "echo import >> {{ root }}/handled" }
                - { name: told by role, shell: "echo role >> {{ root }}/handled" }
            """);
        assertThat(run.read("handled")).isEqualTo("apply\nblock\nimport\nrole\n");
    }

    @Test
    void aHandlersTaskFileIsLookedForAmongTheTasksOfItsRoleToo() {
        var run = new RunFixture(folder)
                .file("roles/common/tasks/cleanup.yml", "- shell: echo cleaned >> {{ root }}/handled\n")
                .file("roles/common/tasks/main.yml", "- command: \"true\"\n  notify: [later]\n")
                .file("roles/common/handlers/main.yml", """
                    - name: now
                      import_tasks: cleanup.yml
                    - name: later
                      include_tasks: cleanup.yml
                    """);
        run.apply("""
            - hosts: one
              gather_facts: false
              roles: [common]
            """);
        assertThat(run.read("handled")).isEqualTo("cleaned\n");
    }
}
