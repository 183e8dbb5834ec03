package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.diagnostic.DeployException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an include leaves for later tasks, and what {@code apply} gives to its own. */
class IncludesTest {
    @TempDir
    Path folder;

    private RunFixture run;

    @BeforeEach
    void begin() {
        run = new RunFixture(folder)
                .file("roles/r/defaults/main.yml", "of_defaults: r\n")
                .file("roles/r/vars/main.yml", "of_vars: r\n")
                .file("roles/r/meta/main.yml", "dependencies: [needed]\n")
                .file("roles/r/tasks/main.yml", """
                    - assert: { that: "of_defaults + of_vars + of_dependency == 'rrd'" }
                    """)
                .file("roles/needed/defaults/main.yml", "of_dependency: d\n");
    }

    @ParameterizedTest
    @CsvSource({
        "include_role,               nothing",
        "'include_role, public: no', nothing",
        "'include_role, public: true', rrd",
        "import_role,                rrd",
        "'import_role, public: false', nothing"
    })
    void laterTasksSeeTheVariablesOfAnImportedOrPublicRole(String statement, String seen) {
        String[] parts = statement.split(",", 2);
        String more = parts.length > 1 ? "," + parts[1] : "";
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - %s: { name: r%s }
                - name: look
                  debug:
                    msg: "{{ of_defaults + of_vars + of_dependency if of_vars is defined else 'nothing' }}"
            """.formatted(parts[0], more));
        assertThat(run.failures()).isEmpty();
        assertThat(run.outcome("one", "look").result().get("msg")).hasToString(seen);
    }

    @Test
    void aRoleOfAnIncludedFileIsImportedIntoThePlay() {
        run.file("more.yml", "- import_role: { name: r }\n");
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - include_tasks: more.yml
                - assert: { that: "of_vars == 'r'" }
            """);
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void equalItemsEachIncludeTheFile() {
        run.file("more.yml", "- set_fact: { count: '{{ count | default(0) | int + 1 }}' }\n");
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - include_tasks: more.yml
                  loop: [a, a, b, a]
                - assert: { that: "count | int == 4" }
            """);
        assertThat(run.failures()).isEmpty();
    }

    @Test
    void applyIsCheckedThoughNobodyKnowsTheFileYet() {
        assertThatThrownBy(() -> run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - include_tasks:
                    file: "{{ unknown }}.yml"
                    apply: { tag: some }
            """))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining("a block has no keyword `tag`");
    }

    @Test
    void argsMayHoldApply() {
        run.file("more.yml", "- assert: { that: \"given == 'yes'\" }\n");
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - include_tasks: more.yml
                  args: { apply: { vars: { given: 'yes' } } }
            """);
        assertThat(run.failures()).isEmpty();
    }
}
