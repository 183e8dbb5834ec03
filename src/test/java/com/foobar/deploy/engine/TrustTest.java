package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.engine.event.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Text from outside is never evaluated: every place that evaluates, with every source of text, and payloads that would
 * create a file on the controller.
 */
class TrustTest {
    /** What breaks out of quotes, what is an expression as a whole, and what is a template. */
    private static final List<String> PAYLOADS = List.of(
            "x' ~ lookup('pipe', 'touch ROOT/taken.' ~ sink) ~ '",
            "x\" ~ lookup('pipe', 'touch ROOT/taken.' ~ sink) ~ \"",
            "lookup('pipe', 'touch ROOT/taken.' ~ sink)",
            "{{ lookup('pipe', 'touch ROOT/taken.' ~ sink) }}",
            "{% if lookup('pipe', 'touch ROOT/taken.' ~ sink) %}x{% endif %}");

    /** Tasks that leave the payload in the variable {@code text}. */
    private static final List<String> SOURCES = List.of(
            "- set_fact: { text: '{{ said.stdout }}' }",
            "- set_fact: { text: '{{ said.stdout_lines[0] }}' }",
            "- set_fact: { text: '{{ (said | to_json | from_json).stdout }}' }",
            "- set_fact: { text: '{{ ({\"a\": said.stdout} | to_yaml | from_yaml).a }}' }",
            "- set_fact: { text: \"{{ said.stdout | regex_replace('^', '') }}\" }",
            "- set_fact: { text: \"{{ (slurped.content | b64decode).strip() }}\" }",
            "- set_fact: { text: \"{{ lookup('file', root ~ '/payload').strip() }}\" }",
            "- set_fact: { text: \"{{ lookup('template', root ~ '/payload.j2').strip() }}\" }",
            "- set_fact: { text: \"{{ hostvars['two'].from_two }}\" }",
            "- set_fact: { text: \"{{ lookup('vars', 'said').stdout }}\" }",
            "- set_fact: { text: \"{{ [said] | map(attribute='stdout') | first }}\" }",
            "- set_fact: { text: '{{ ansible_local.payload.text }}' }");

    /** Places that evaluate. */
    private static final List<String> SINKS = List.of(
            "- assert: { that: \"'{{ text }}' == 'a'\" }",
            "- assert: { that: '\"{{ text }}\" == 1' }",
            "- assert: { that: '{{ text }}' }",
            "- assert: { that: ['{{ text }}'] }",
            "- assert: { that: \"{{ [text] }}\" }",
            "- assert: { that: \"{{ ['' ~ text] }}\" }",
            "- assert: that=\"{{ text }}\"",
            "- assert: '{{ {\"that\": text} }}'",
            "- assert: { that: \"{{ condition }}\" }\n  vars: { condition: \"'{{ text }}' == 'a'\" }",
            "- assert: { that: '{{ item }}' }\n  loop: \"{{ [text] }}\"",
            "- assert: { that: \"{{ parts | join(' and ') }}\" }\n  vars: { parts: ['true', '{{ text }}'] }",
            "- assert: { that: \"{{ 'x == %s' | format(text) }}\" }",
            "- assert: { that: \"{{ 'x == {}'.format(text) }}\" }",
            "- assert: { that: \"{{ 'a' ~ text[1:] }}\" }",
            "- debug: { var: '{{ text }}' }",
            "- debug: { var: \"hostvars['{{ text }}']\" }",
            "- debug: { var: '{{ item }}' }\n  loop: \"{{ [text] }}\"",
            "- debug: { msg: hello }\n  when: '{{ text }}'",
            "- debug: { msg: hello }\n  when: \"'{{ text }}' == 'a'\"",
            "- debug: { msg: hello }\n  when: \"{{ text }} and true\"",
            "- debug: { msg: hello }\n  when: \"not {{ text }}\"",
            "- debug: { msg: hello }\n  when: ['{{ text }}']",
            "- debug: { msg: hello }\n  when: \"{{ condition }}\"\n  vars: { condition: \"'{{ text }}' == 'a'\" }",
            "- debug: { msg: hello }\n  when: \"{{ item }}\"\n  loop: \"{{ [text] }}\"",
            "- debug: { msg: hello }\n  failed_when: '{{ text }}'",
            "- debug: { msg: hello }\n  changed_when: '{{ text }}'",
            "- command: 'true'\n  changed_when: '{{ text }}'",
            "- command: 'true'\n  register: r\n  until: '{{ text }}'\n  retries: 1\n  delay: 0",
            "- debug: { msg: '{{ lookup(text, \"a\") }}' }",
            "- debug: { msg: \"{{ lookup('vars', text, default='') }}\" }",
            "- debug: { msg: \"{{ vars[text] | default('') }}\" }",
            "- debug: { msg: \"{{ hostvars[text] | default('') }}\" }",
            "- debug: { msg: '{{ vars | to_json }}' }",
            "- debug: { msg: '{{ hostvars | to_json }}' }",
            "- debug: { msg: \"{{ [1] | map(text) | list }}\" }",
            "- debug: { msg: \"{{ {'a': 1} | json_query(text) }}\" }",
            "- include_tasks: '{{ text }}'",
            "- include_vars: '{{ text }}'",
            "- include_role: { name: '{{ text }}' }",
            "- set_fact: { '{{ text }}': 1 }",
            "- set_fact: { again: '{{ text }}' }\n- debug: { msg: '{{ again }}' }\n- assert: { that: '{{ again }}' }",
            "- add_host: { name: '{{ text }}', ansible_connection: local, variable: '{{ text }}' }",
            "- add_host: { name: three, ansible_connection: local, variable: '{{ text }}' }\n"
                    + "- assert: { that: \"{{ hostvars['three'].variable }}\" }",
            "- copy: { content: '{{ text }}', dest: '{{ root }}/written' }",
            "- template: { src: '{{ root }}/prints.j2', dest: '{{ root }}/printed' }",
            "- template: { src: '{{ text }}', dest: '{{ root }}/printed' }",
            "- command: 'true'\n  check_mode: '{{ text }}'",
            "- command: 'true'\n  ignore_errors: '{{ text }}'",
            "- command: 'true'\n  no_log: '{{ text }}'",
            "- command: 'true'\n  delegate_to: '{{ text }}'",
            "- command: 'true'\n  become: '{{ text }}'",
            "- command: 'true'\n  vars: { ansible_become: '{{ text }}' }",
            "- command: 'true'\n  environment: { A: '{{ text }}' }",
            "- command: 'true'\n  notify: '{{ text }}'",
            "- command: 'true'\n  name: '{{ text }}'",
            "- command: 'true'\n  loop: [1]\n  loop_control: { label: '{{ text }}' }",
            "- debug: { msg: '{{ item }}' }\n  loop: '{{ text }}'",
            "- debug: { msg: '{{ item }}' }\n  with_items: '{{ text }}'",
            "- debug: { msg: '{{ item }}' }\n  with_dict: '{{ text }}'",
            "- fail: { msg: '{{ text }}' }",
            "- pause: { seconds: '{{ text }}' }");

    @TempDir
    Path folder;

    @ParameterizedTest
    @FieldSource("PAYLOADS")
    void noPlaceEvaluatesWhatAHostSays(String payload) {
        var run = fixture(payload);
        run.plan(playbook(SOURCES.getFirst(), SINKS));
        assertNothingTaken(run);
        run.apply(playbook(SOURCES.getFirst(), SINKS));
        assertNothingTaken(run);
    }

    /** The places where a text would be evaluated a second time, with text of every source. */
    @ParameterizedTest
    @FieldSource("SOURCES")
    void noSourceOfTextIsEvaluated(String source) {
        for (String payload : List.of(PAYLOADS.getFirst(), PAYLOADS.get(2))) {
            var run = fixture(payload);
            run.apply(playbook(source, SINKS.subList(0, 25)));
            assertNothingTaken(run);
        }
    }

    @Test
    void anInventoryScriptPrintsData() throws Exception {
        var run = fixture("");
        run.inventoryName("hosts.sh").inventory("""
            #!/bin/sh
            cat <<'END'
            {"all": {"hosts": ["one"], "vars": {"ansible_connection": "local",
              "text": "{{ lookup('pipe', 'touch ROOT/taken') }}",
              "condition": "lookup('pipe', 'touch ROOT/taken')"}}}
            END
            """.replace("ROOT", folder.toString()));
        java.nio.file.Files.writeString(folder.resolve("hosts.sh"), "");
        assertThat(folder.resolve("hosts.sh").toFile().setExecutable(true)).isTrue();
        run.apply("""
            - hosts: all
              tasks:
                - name: shown
                  debug: { msg: "{{ text }}" }
                - assert: { that: "{{ condition }}" }
                  ignore_errors: true
                - debug: { msg: hello }
                  when: "{{ condition }}"
                  ignore_errors: true
                - debug: { msg: hello }
                  when: "{{ text }}"
                  ignore_errors: true
            """);
        assertThat(run.outcome("one", "shown").status()).as(run.failures()).isEqualTo(Status.OK);
        assertThat(folder.resolve("taken")).doesNotExist();
    }

    @Test
    void aConditionPutTogetherWithHostTextIsRefusedWithAdvice() {
        var run = fixture("1.2.3");
        run.apply(playbook(SOURCES.getFirst(), List.of("""
            - name: composed
              debug: { msg: hello }
              when: "{{ condition }}"
              vars: { condition: "'{{ text }}' == '1.2.3'" }\
            """)));
        var failure = run.outcome("one", "composed").failure().orElseThrow();
        assertThat(failure.code()).isEqualTo(com.foobar.deploy.diagnostic.ErrorCode.UNTRUSTED_EXPRESSION);
        assertThat(failure.advice().toString()).contains("`that: ver.stdout == '1.2.3'`");
    }

    /** Quotes around a template in a condition are part of the expression: what is in them is compared as it is. */
    @Test
    void aQuotedTemplateInAConditionIsComparedAsItIs() {
        var run = fixture("1.2.3");
        run.apply(playbook(SOURCES.getFirst(), List.of("""
            - name: right
              assert: { that: "'{{ text }}' == '1.2.3'" }\
            """, """
            - name: wrong
              assert: { that: ["'{{ text }}' == '1.2.4'"] }\
            """, """
            - name: skipped
              debug: { msg: hello }
              when: "'{{ text }}' == '1.2.4'"\
            """)));
        assertThat(run.outcome("one", "right").status()).as(run.failures()).isEqualTo(Status.OK);
        assertThat(run.outcome("one", "wrong").failure().orElseThrow().message())
                .contains("does not hold");
        assertThat(run.outcome("one", "skipped").status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void conditionsThatTheUserWroteAreEvaluatedWhereverTheyStand() {
        var run = fixture("1.2.3");
        run.file("vars.yml", """
            condition: text == '1.2.3'
            other: text == '1.2.4'
            wanted: 1.2.3
            composed: "text == '{{ wanted }}'"
            here: "inventory_hostname == '{{ inventory_hostname }}'"
            parts: ["text is defined", "text == '1.2.3'"]
            variable: wanted
            """);
        var holds = new ArrayList<String>();
        for (String one : List.of(
                "{{ condition }}",
                "{{ composed }}",
                "{{ here }}",
                "{{ parts | join(' and ') }}",
                "{{ condition }} and not {{ other }}",
                "{{ 'text == ' ~ \"'1.2.3'\" }}",
                "{{ parts[1] }}")) {
            String quoted = "'" + one.replace("'", "''") + "'";
            holds.add("- { name: holds, assert: { that: " + quoted + " }, when: " + quoted + " }");
        }
        holds.add("- { name: holds, assert: { that: '{{ parts }}' } }");
        holds.add("- { name: holds, assert: { that: '{{ item }}' }, loop: '{{ parts }}' }");
        holds.add("- { name: not, debug: { msg: hello }, when: '{{ other }}' }");
        holds.add("- { name: shown, debug: { var: '{{ variable }}' } }");
        holds.add("- { name: shown, debug: { var: '{{ item }}' }, loop: [wanted, text] }");
        run.apply(playbook("- include_vars: vars.yml\n- set_fact: { text: '{{ said.stdout }}' }", holds));
        assertThat(run.outcomes().stream()
                        .filter(line -> line.matches("one (holds|shown): .*"))
                        .toList())
                .as(run.failures())
                .hasSize(11)
                .allMatch(line -> line.endsWith(": OK"));
        assertThat(run.outcome("one", "not").status()).isEqualTo(Status.SKIPPED);
    }

    private RunFixture fixture(String payload) {
        String real = payload.replace("ROOT", folder.toString());
        return new RunFixture(folder)
                .file("payload", real)
                .file("payload.j2", "{% raw %}" + real + "{% endraw %}")
                .file("prints.j2", "{{ text }}{% if text %}{{ [text] | join }}{% endif %}");
    }

    private static String playbook(String source, List<String> tasks) {
        var text = new StringBuilder("""
            - hosts: two
              gather_facts: false
              tasks:
                - { command: "cat {{ root }}/payload", changed_when: false, check_mode: false, register: two }
                - set_fact: { from_two: "{{ two.stdout }}" }
            - hosts: one
              gather_facts: false
              tasks:
                - { command: "cat {{ root }}/payload", changed_when: false, check_mode: false, register: said }
                - { slurp: { src: "{{ root }}/payload" }, register: slurped }
                - set_fact: { ansible_local: { payload: { text: "{{ said.stdout }}" } } }
            """);
        text.append(source.indent(4));
        text.append("    - { name: the payload is there, assert: { that: text == said.stdout } }\n");
        for (int sink = 0; sink < tasks.size(); sink++) {
            text.append("    - vars: { sink: " + sink + " }\n      ignore_unreachable: true\n      block:\n");
            text.append(tasks.get(sink).indent(8));
            text.append("      rescue: [debug: { msg: refused }]\n");
        }
        return text.append("    - { name: end, debug: { msg: reached } }\n").toString();
    }

    private void assertNothingTaken(RunFixture run) {
        assertThat(run.outcome("one", "the payload is there").status())
                .as(run.failures())
                .isEqualTo(Status.OK);
        assertThat(run.outcome("one", "end").status()).as(run.failures()).isEqualTo(Status.OK);
        assertThat(folder.toFile().list((_, name) -> name.startsWith("taken")))
                .as("numbers of the sinks that evaluated the payload")
                .isEmpty();
    }
}
