package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.engine.event.Event;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What would go on without end, or is nested too deeply, is a clear error, never an overflow of the stack. */
class DepthTest {
    @TempDir
    Path folder;

    private RunFixture run;

    @BeforeEach
    void begin() {
        run = new RunFixture(folder);
    }

    private void failsClearly(String tasks, String says) {
        RunResult result = run.apply("- hosts: one\n  gather_facts: false\n  tasks:\n" + tasks.indent(4));
        assertThat(result.exit()).isEqualTo(ExitCode.HOSTS_FAILED);
        assertThat(run.failures()).contains(says).hasSizeLessThan(3000).doesNotContain("StackOverflow");
        assertThat(run.events().stream()
                        .filter(Event.TaskFinished.class::isInstance)
                        .map(event -> ((Event.TaskFinished) event).outcome().failure())
                        .filter(failure -> failure.isPresent() && failure.get().code() == ErrorCode.INTERNAL))
                .isEmpty();
    }

    @Test
    void aFileThatIncludesItself() {
        run.file("t.yml", "- include_tasks: \"{{ 't' }}.yml\"\n");
        failsClearly("- include_tasks: t.yml\n", "t.yml -> t.yml");
    }

    @Test
    void rolesThatIncludeEachOther() {
        run.file("roles/a/tasks/main.yml", "- include_role: { name: \"{{ 'b' }}\" }\n")
                .file("roles/b/tasks/main.yml", "- include_role: { name: \"{{ 'a' }}\" }\n");
        failsClearly("- include_role: { name: a }\n", "a -> b");
    }

    @Test
    void aHandlerThatIncludesItself() {
        run.file("t.yml", "- include_tasks: \"{{ 't' }}.yml\"\n");
        RunResult result = run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - command: "true"
                  notify: h
              handlers:
                - name: h
                  include_tasks: t.yml
            """);
        assertThat(result.exit()).isEqualTo(ExitCode.HOSTS_FAILED);
        assertThat(run.failures()).contains("t.yml -> t.yml");
    }

    @Test
    void anIncludeThatEndsIsFine() {
        run.file("t.yml", """
            - set_fact: { count: "{{ count | default(0) | int + 1 }}" }
            - include_tasks: "{{ 't' }}.yml"
              when: count | int < 60
            """);
        run.apply("- hosts: one\n  gather_facts: false\n  tasks:\n    - include_tasks: t.yml\n");
        assertThat(run.failures()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% include 't.j2' %}",
                "{% extends 't.j2' %}",
                "{% import 't.j2' as t %}{{ t }}",
                "{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m(1) }}",
                "{{ again }}"
            })
    void aTemplateThatUsesItself(String template) {
        run.file("t.j2", template);
        failsClearly("""
            - template: { src: t.j2, dest: "{{ root }}/out" }
              vars: { again: "{{ again }}" }
            """, "");
    }

    @Test
    void anExpressionNestedTooDeeply() {
        String deep = "(".repeat(20_000) + "1" + ")".repeat(20_000);
        assertThatThrownBy(() -> run.apply("- hosts: one\n  gather_facts: false\n  tasks:\n    - debug: { msg: \"{{ "
                        + deep + " }}\" }\n"))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void anExpressionOfTheRunNestedTooDeeply() {
        failsClearly("""
            - debug: { msg: "{{ lookup('vars', 'text') | from_json }}" }
              vars: { text: "{{ '[' * 50000 ~ ']' * 50000 }}" }
            """, "");
        failsClearly("""
            - debug: { msg: "{{ text | from_yaml }}" }
              vars: { text: "{{ '[' * 50000 ~ ']' * 50000 }}" }
            """, "");
    }

    @Test
    void yamlNestedTooDeeply() {
        String deep = "[".repeat(20_000) + "]".repeat(20_000);
        assertThatThrownBy(
                        () -> run.apply("- hosts: one\n  vars: { deep: " + deep + " }\n  tasks: [{debug: {msg: x}}]\n"))
                .isInstanceOf(DeployException.class);
    }
}
