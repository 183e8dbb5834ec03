package com.foobar.deploy.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.engine.event.Status;
import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts and groups that come while a play runs, with names that other hosts' text may have made. */
class AddedHostsTest {
    @TempDir
    Path folder;

    private RunFixture run;

    @BeforeEach
    void makeRun() {
        run = new RunFixture(folder);
    }

    /** Each alone is possible; of two hosts in one task the second one makes the circle. */
    @Test
    void aCircleThatTwoHostsMakeTogetherFailsTheSecond() {
        RunResult result = run.apply("""
            - hosts: one, two
              gather_facts: false
              tasks:
                - group_by:
                    key: "{{ 'left' if inventory_hostname == 'one' else 'right' }}"
                    parents: "{{ 'right' if inventory_hostname == 'one' else 'left' }}"
                - name: goes on
                  debug: {}
            - hosts: right
              gather_facts: false
              tasks: [ { name: of the group, debug: {} } ]
            """);
        assertThat(run.failures()).contains("the group `right` cannot be a child of `left`, which it contains");
        assertThat(requireNonNull(result.recap().get("two")).failed()).isEqualTo(1);
        assertThat(requireNonNull(result.recap().get("one")).failed()).isZero();
        assertThat(run.outcome("one", "goes on").status()).isEqualTo(Status.OK);
        assertThat(run.outcome("one", "of the group").status()).isEqualTo(Status.OK);
    }

    @Test
    void aCircleIsNamedWhole() {
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - group_by: { key: b, parents: a }
                - group_by: { key: c, parents: b }
                - group_by: { key: a, parents: [d, c] }
            """);
        assertThat(run.failures())
                .contains("the group `a` cannot be a child of `c`, which it contains (`a` > `b` > `c`)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{ key: all, parents: fresh }", "{ key: all, parents: ungrouped }", "{ key: all }"})
    void theGroupOfAllIsNobodysChild(String arguments) {
        RunResult result = run.apply("""
            - hosts: one, two
              gather_facts: false
              tasks:
                - group_by: ARGUMENTS
                  when: inventory_hostname == 'one'
                - name: goes on
                  debug: {}
            """.replace("ARGUMENTS", arguments));
        assertThat(requireNonNull(result.recap().get("one")).failed()).isEqualTo(1);
        assertThat(run.failures()).contains("the group `all` ");
        assertThat(run.outcome("two", "goes on").status()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../../etc/passwd",
                "/etc/passwd",
                "a/b",
                "a\\b",
                "-oProxyCommand=id",
                "two words",
                "two\nlines",
                "tab\tbed",
                "zero\0",
                "bell\u0007",
                "turn\u202Eed",
                "no\uFFFDutf",
                "half\uD800",
                "*",
                "web[1:9]",
                "a,b",
                "!one",
                "&one",
                "@failed",
                "~.*",
                "quo'te",
                "quo\"te",
                "{{ 7 * 7 }}"
            })
    void anUnfitNameOfAHostFailsItsTaskOnly(String name) {
        refuses(name);
    }

    @Test
    void aNameIsNoLongerThanThatOfAFile() {
        refuses("x".repeat(254));
    }

    private void refuses(String name) {
        RunResult result = run.extra(Map.of("name", Value.of(name))).apply("""
            - hosts: one, two
              gather_facts: false
              tasks:
                - add_host:
                    name: "{{ name }}"
                    groups: added
                  when: inventory_hostname == 'one'
                - name: goes on
                  debug: {}
            - hosts: added
              gather_facts: false
              tasks: [ { fail: { msg: reached } } ]
            """);
        assertThat(requireNonNull(result.recap().get("one")).failed()).isEqualTo(1);
        assertThat(run.failures()).contains("cannot be the name of a host").doesNotContain("reached");
        assertThat(run.failures().length()).isLessThan(2000);
        assertThat(run.outcome("two", "goes on").status()).isEqualTo(Status.OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"web-01", "10.0.0.1", "fe80::1", "::1", "a_b.example.com", "web:2222", "übung"})
    void aFitNameIsTaken(String name) {
        run.apply("""
            - hosts: one
              gather_facts: false
              tasks:
                - add_host: { name: "NAME", groups: added }
                - assert: { that: "groups.added == ['NAME']" }
            """.replace("NAME", name));
        assertThat(run.failures()).isEmpty();
    }
}
