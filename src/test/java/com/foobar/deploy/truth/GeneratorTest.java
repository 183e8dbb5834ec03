package com.foobar.deploy.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final int SEEDS = 300;

    private static List<Playbook> playbooks() {
        return LongStream.rangeClosed(1, SEEDS).mapToObj(Generator::playbook).toList();
    }

    @Test
    void aSeedAlwaysGivesTheSamePlaybook() {
        for (long seed : List.of(1L, 17L, 300L)) {
            assertThat(Generator.playbook(seed).files("N"))
                    .isEqualTo(Generator.playbook(seed).files("N"));
        }
    }

    @Test
    void namesOfStepsAreUnique() {
        for (Playbook playbook : playbooks()) {
            List<String> names = playbook.steps().map(Step::name).toList();
            assertThat(names).as("seed %d", playbook.seed()).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyKindOfTaskAndKeywordIsThere() {
        Set<String> modules = playbooks().stream()
                .flatMap(Playbook::allTasks)
                .map(Step.Task::module)
                .collect(Collectors.toSet());
        assertThat(modules)
                .contains(
                        "copy", "template", "file", "lineinfile", "blockinfile", "replace", "stat", "find", "set_fact")
                .contains("user", "group", "apt", "systemd")
                .contains("unarchive", "include_vars", "cron", "getent", "service_facts", "package_facts");
        Set<String> keywords = playbooks().stream()
                .flatMap(Playbook::steps)
                .flatMap(step -> step.keywords().keySet().stream())
                .collect(Collectors.toSet());
        assertThat(keywords)
                .contains("check_mode", "loop", "with_items", "when", "register", "notify", "delegate_to", "run_once")
                .contains("vars", "ignore_errors", "changed_when")
                .contains("until", "failed_when", "delegate_facts", "listen", "loop_control", "environment", "apply");
    }

    /** The shortest that show it are written down here, since the generator may come to make others. */
    @Test
    void aPlaybookWithTwoWritersOfAFileIsNotSteady() {
        var one = new Step.Task("T1", "copy", Yaml.map("dest", "{{ w }}/d/a", "content", "one\n"));
        var other = new Step.Task("T2", "copy", Yaml.map("dest", "{{ w }}/l/a", "content", "two\n"));
        assertThat(Nature.isSteady(with(one))).isTrue();
        assertThat(Nature.isSteady(with(one, other))).isFalse();
        assertThat(Nature.isSteady(with(one.with("check_mode", true)))).isFalse();
    }

    @Test
    void pathsAreNamedByTheirRealNames() {
        var task = new Step.Task("T1", "copy", Yaml.map("dest", "{{ w }}/l/a", "content", "one\n"));
        Set<String> named = Nature.namedPaths(with(task));
        assertThat(Nature.isNamed("d/a", named)).isTrue();
        assertThat(Nature.isNamed("d/ab", named)).isFalse();
        assertThat(Nature.isNamed("e", named)).isFalse();
    }

    static Playbook with(Step... steps) {
        return new Playbook(0, List.of(Playbook.FIRST), List.of(), Map.of(), List.of(steps), List.of());
    }
}
