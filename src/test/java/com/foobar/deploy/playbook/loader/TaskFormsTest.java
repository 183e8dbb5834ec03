package com.foobar.deploy.playbook.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.Loop;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskFormsTest {
    @TempDir
    private Path folder;

    private Task task(String yaml) {
        return Fixtures.task(folder, yaml);
    }

    private Map<String, String> arguments(String yaml) {
        var texts = new LinkedHashMap<String, String>();
        task(yaml).arguments().strings().forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        - copy: {src: a, dest: /b}
        - copy: src=a dest=/b
        - ansible.builtin.copy: src="a" dest='/b'
        - action: copy src=a dest=/b
        - action: {module: copy, src: a, dest: /b}
        - local_action: copy src=a dest=/b
        - {copy: {src: a}, args: {src: weaker, dest: /b}}
        - {action: copy src=a, args: {dest: /b}}
        """)
    void allFormsOfArgumentsSayTheSame(String yaml) {
        assertThat(arguments(yaml)).containsOnly(Map.entry("src", "a"), Map.entry("dest", "/b"));
    }

    @Test
    void aLocalActionIsDelegated() {
        assertThat(task("- local_action: command id").keywords().delegateTo()).contains(Value.of("localhost"));
    }

    @ParameterizedTest(name = "{0} -> cmd {1}, {2}={3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
        make all                                   | make all                         | -       | -
        make all creates=/opt/x                    | make all                         | creates | /opt/x
        chdir=/src make all                        | make all                         | chdir   | /src
        dd if=/dev/zero of=/x removes="/a b"       | dd if=/dev/zero of=/x            | removes | /a b
        echo "creates=/x"                          | echo "creates=/x"                | -       | -
        echo {{ a if b else 'c d' }} chdir=/{{ d }} | echo {{ a if b else 'c d' }}    | chdir   | /{{ d }}
        echo don't creates=/x                      | echo don't creates=/x            | -       | -
        awk '{print $1}' creates={{ x + '/ y' }}   | awk '{print $1}'                 | creates | {{ x + '/ y' }}
        """)
    void commandsGiveUpOnlyKnownWords(String text, String command, @Nullable String name, @Nullable String value) {
        Map<String, String> arguments = arguments("- command: >-\n    " + text);

        var expected = new LinkedHashMap<String, String>();
        expected.put("cmd", command);
        if (name != null && value != null) {
            expected.put(name, value);
        }
        assertThat(arguments).isEqualTo(expected);
    }

    @Test
    void aShellScriptKeepsItsLines() {
        assertThat(arguments(
                        "- shell: |\n    set -e\n      indented\n    x=1 chdir=/y\n  args: {executable: /bin/bash}"))
                .isEqualTo(Map.of("cmd", "set -e\n  indented\nx=1", "chdir", "/y", "executable", "/bin/bash"));
    }

    @Test
    void oldWordsKeepQuotesOfExpressionsAndUnderstandEscapes() {
        assertThat(arguments("- debug: msg=\"{{ x | default(\"a b\") }} c\" var=y"))
                .isEqualTo(Map.of("msg", "{{ x | default(\"a b\") }} c", "var", "y"));
        assertThat(arguments("- copy: content=\"a\\nb\" dest=/x")).containsEntry("content", "a\nb");
    }

    @Test
    void argumentsMayBeOneTemplate() {
        assertThat(task("- copy: \"{{ everything }}\"").action().template()).contains(Value.of("{{ everything }}"));
        assertThat(task("- {copy: {src: a}, args: \"{{ rest }}\"}").action().template())
                .contains(Value.of("{{ rest }}"));
        assertThat(task("- command: \"{{ program }}\"").arguments().find("cmd")).contains(Value.of("{{ program }}"));
    }

    @Test
    void foreignModulesLoad() {
        assertThat(arguments("- dnf: name=httpd state=present")).containsEntry("name", "httpd");
        assertThat(arguments("- dnf: free text")).containsEntry("_raw_params", "free text");
        assertThat(task("- community.general.anything: {whatever: 1}").module())
                .isEqualTo("community.general.anything");
    }

    @Test
    void aModuleMayHaveTheNameOfAPlaysKeyword() {
        assertThat(task("- user: {name: deploy}").module()).isEqualTo("user");
    }

    @Test
    void moduleDefaultsAreWeakerThanTheTasksArguments() {
        Play play = Fixtures.write(folder, """
            - hosts: all
              module_defaults:
                ansible.builtin.copy: {owner: root, mode: "0600"}
              tasks:
                - copy: {dest: /x, mode: "0644"}
                - block:
                    - copy: {dest: /y}
                  module_defaults: {copy: {group: adm}}
            """);

        assertThat(Fixtures.tasks(play.tasks()))
                .extracting(task -> task.arguments().strings())
                .containsExactly(
                        Map.of("owner", Value.of("root"), "mode", Value.of("0644"), "dest", Value.of("/x")),
                        Map.of("group", Value.of("adm"), "dest", Value.of("/y")));
    }

    @Test
    void readsEveryKeywordOfATask() {
        Task task = task("""
            - name: All
              command: id
              register: result
              until: result.rc == 0
              retries: 3
              delay: "{{ pause }}"
              changed_when: false
              failed_when: [a, b]
              notify: ["{{ one }}", "{{ two }}"]
              tags: "a, b"
              when: [x, true]
              become: yes
              become_user: app
              environment: {A: 1}
              vars: {v: 1}
              throttle: 2
              delegate_to: "{{ item }}"
              loop: "{{ hosts }}"
              loop_control: {loop_var: host, index_var: i, label: "{{ host }}", pause: 1, extended: true}
              collections: [community.general]
            """);

        assertThat(task.result().register()).contains("result");
        assertThat(task.result().until()).containsExactly(Value.of("result.rc == 0"));
        assertThat(task.result().retries()).contains(Value.of(3));
        assertThat(task.result().delay()).contains(Value.of("{{ pause }}"));
        assertThat(task.result().changedWhen()).containsExactly(Value.of(false));
        assertThat(task.result().failedWhen()).containsExactly(Value.of("a"), Value.of("b"));
        assertThat(task.notifies()).hasSize(2);
        Keywords keywords = task.keywords();
        assertThat(keywords.tags()).containsExactlyInAnyOrder("a", "b");
        assertThat(keywords.when()).containsExactly(Value.of("x"), Value.of(true));
        assertThat(keywords.become()).contains(Value.of(true));
        assertThat(keywords.becomeUser()).contains(Value.of("app"));
        assertThat(keywords.environment()).containsExactly(Value.of(Map.of("A", Value.of(1))));
        assertThat(keywords.vars()).isEqualTo(Map.of("v", Value.of(1)));
        assertThat(keywords.throttle()).contains(Value.of(2));
        assertThat(task.loop())
                .contains(new Loop(
                        "",
                        Value.of("{{ hosts }}"),
                        "host",
                        Optional.of("i"),
                        Optional.of(Value.of("{{ host }}")),
                        Optional.of(Value.of(1)),
                        true,
                        Optional.empty()));
    }

    @Test
    void anOldIncludeOfAKnownFileIsAnImport() {
        Fixtures.save(folder, "more.yml", "- {name: More, debug: {msg: \"{{ a }}\"}}\n");

        Task more = task("- {include: more.yml a=1, tags: t}");

        assertThat(more.name()).contains(Value.of("More"));
        assertThat(more.keywords().vars()).isEqualTo(Map.of("a", Value.of("1")));
        assertThat(task("- include: \"{{ file }}.yml\"").module()).isEqualTo("include_tasks");
    }

    @Test
    void blocksAndImportsOfHandlersAreUnfolded() {
        Fixtures.save(folder, "handlers.yml", "- {name: Third, debug: {msg: x}, listen: topic}\n");
        Play play = Fixtures.write(folder, """
            - hosts: all
              tasks:
                - {command: id, notify: [First, Second, topic]}
              handlers:
                - block:
                    - {name: First, debug: {msg: x}}
                    - {name: Second, include_tasks: handlers.yml}
                  when: really
                - import_tasks: handlers.yml
            """);

        assertThat(play.handlers())
                .extracting(step -> step.task().module())
                .containsExactly("debug", "include_tasks", "debug");
        assertThat(play.handlers().getFirst().task().keywords().when()).containsExactly(Value.of("really"));
    }

    @Test
    void importsOfPlaybooksGiveTagsConditionsAndVariables() {
        Fixtures.save(
                folder,
                "sub/inner.yml",
                "- hosts: all\n  vars: {a: own, b: own}\n  tasks: [{debug: {msg: x}, when: c}]\n");
        Play play = Fixtures.write(
                folder,
                "- import_playbook: sub/{{ which }}.yml\n  vars: {which: inner, a: given}\n  tags: t\n  when: w\n");

        assertThat(play.vars()).containsEntry("a", Value.of("given")).containsEntry("b", Value.of("own"));
        Task only = (Task) play.tasks().getFirst();
        assertThat(only.keywords().tags()).containsExactly("t");
        assertThat(only.keywords().when()).containsExactly(Value.of("w"), Value.of("c"));
        assertThat(play.folder()).isEqualTo(folder.resolve("sub"));
    }

    @Test
    void readsAPlaysOwnKeywords() {
        Play play = Fixtures.write(folder, """
            - name: "Play {{ x }}"
              hosts: [web, "!web-02"]
              user: deploy
              gather_facts: "{{ facts }}"
              gather_subset: [min]
              serial: [1, "50%"]
              strategy: ansible.builtin.free
              max_fail_percentage: 20
              force_handlers: true
              order: sorted
              vars_files: [a.yml, [b.yml, c.yml]]
              vars_prompt:
                - {name: version, prompt: Which, private: false, default: "1"}
              any_errors_fatal: true
            """);

        assertThat(play.hosts()).isEqualTo(Value.of(java.util.List.of(Value.of("web"), Value.of("!web-02"))));
        assertThat(play.keywords().remoteUser()).contains(Value.of("deploy"));
        assertThat(play.execution().serial()).containsExactly(Value.of(1), Value.of("50%"));
        assertThat(play.execution().strategy()).isEqualTo("free");
        assertThat(play.execution().forceHandlers()).isTrue();
        assertThat(play.execution().order()).contains("sorted");
        assertThat(play.variables().files()).hasSize(2);
        assertThat(play.variables().prompts())
                .containsExactly(
                        new Play.VarsPrompt("version", Optional.of("Which"), false, Optional.of(Value.of("1"))));
        assertThat(play.keywords().anyErrorsFatal()).contains(Value.of(true));
    }
}
