package com.foobar.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One variable at every level of docs/inventory.md, from the given level down: the strongest that is left wins. Level 1 is
 * no level of variables of one's own. The variable has the name of a fact, for the sake of level 11.
 */
class PrecedenceTest {
    private static final String NAME = "ansible_distribution";

    private static final int FACTS = 11;

    @TempDir
    Path folder;

    private int top;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
    void theStrongestLevelWins(int strongest) {
        top = strongest;
        var run = new RunFixture(folder).inventoryName("inventory/hosts.yml").inventory("""
            all:
              hosts:
                one: { ansible_connection: local%s }
              children:
                some:
                  hosts: { one: {} }
                  vars: { other: x%s }
            """.formatted(
                        inline(8), inline(3)));
        file(run, 2, "roles/r/defaults/main.yml");
        file(run, 4, "inventory/group_vars/all.yml");
        file(run, 5, "group_vars/all.yml");
        file(run, 6, "inventory/group_vars/some.yml");
        file(run, 7, "group_vars/some.yml");
        file(run, 9, "inventory/host_vars/one.yml");
        file(run, 10, "host_vars/one.yml");
        file(run, 14, "play.yml");
        file(run, 15, "roles/r/vars/main.yml");
        file(run, 18, "included.yml");
        run.file("roles/r/tasks/main.yml", tasks()).file("roles/r/tasks/last.yml", """
            - name: look
              debug: { msg: "{{ %s }}" }
              vars: { another: x%s }
            """.formatted(NAME, inline(17)));
        if (top >= 22) {
            run.extra(Map.of(NAME, Value.of("level 22")));
        }
        if (top >= 13) {
            run.prompted(Map.of(NAME, Value.of("level 13")));
        }
        run.apply(play());
        String seen = String.valueOf(run.outcome("one", "r : look").result().get("msg"));
        if (strongest == FACTS) {
            assertThat(seen).isNotEmpty().doesNotStartWith("level");
        } else {
            assertThat(seen).as(run.failures()).isEqualTo("level " + strongest);
        }
    }

    private String play() {
        return """
            - hosts: one
              gather_facts: false
              vars: { another: x%s }
              vars_files: [play.yml]
              roles:
                - { role: r, unrelated: x%s }
            """.formatted(inline(12), inline(20));
    }

    /** What is set on the way is skipped where its level is not there. */
    private String tasks() {
        var tasks = new ArrayList<String>();
        if (top >= FACTS) {
            tasks.add("- setup: {}\n");
        }
        if (top >= 18) {
            tasks.add("- include_vars: \"{{ playbook_dir }}/included.yml\"\n");
        }
        if (top >= 19) {
            tasks.add("- set_fact: { " + NAME + ": level 19 }\n");
        }
        tasks.add("""
            - block:
                - include_tasks: last.yml
                  vars: { unrelated: x%s }
              vars: { another: x%s }
            """.formatted(inline(21), inline(16)));
        return tasks.stream().collect(Collectors.joining());
    }

    private String inline(int level) {
        return level <= top ? ", " + NAME + ": level " + level : "";
    }

    private void file(RunFixture run, int level, String name) {
        run.file(name, level <= top ? NAME + ": level " + level + "\n" : "{}\n");
    }
}
