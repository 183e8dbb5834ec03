package com.foobar.deploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnsibleLeftoversTest {
    @TempDir
    Path folder;

    private List<String> notes(Map<String, String> environment) {
        return AnsibleLeftovers.notes(environment, folder, Path.of("playbooks/site.yml"));
    }

    @Test
    void nothingIsSaidWhereThereIsNothingOfAnsible() {
        new CommandLineFixture(folder).file("playbooks/library/README.md", "no code");

        assertThat(notes(Map.of("ANSIBLE_BECOME", "true", "ANSIBLE_FORKS", "5", "HOME", "/root")))
                .isEmpty();
    }

    @Test
    void variablesThatAreNotReadAreNamed() {
        assertThat(notes(Map.of("ANSIBLE_SSH_ARGS", "-v", "ANSIBLE_BECOME_METHOD", "su", "ANSIBLE_BECOME", "1")))
                .containsExactly("not read from the environment: ANSIBLE_BECOME_METHOD, ANSIBLE_SSH_ARGS;"
                        + " use flags and the inventory's variables");
    }

    @Test
    void pythonBesideThePlaybookAndInTheProjectIsNamed() {
        new CommandLineFixture(folder)
                .file("filter_plugins/mine.py", "")
                .file("playbooks/library/mine.py", "")
                .file("ansible.cfg", "");

        assertThat(notes(Map.of()))
                .hasSize(3)
                .anyMatch(note -> note.endsWith("ansible.cfg is not read; use flags and the inventory's variables"))
                .anyMatch(note -> note.contains("filter_plugins is not read"))
                .anyMatch(note -> note.contains("playbooks/library is not read"));
    }
}
