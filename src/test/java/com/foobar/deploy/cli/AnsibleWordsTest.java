package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words of Ansible's commands get the word that takes their place here, and nothing harmful is ever suggested. */
class AnsibleWordsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        all -m ping                       | exec all -- true
        all -mping                        | exec all -- true
        web -m setup                      | facts web
        web -m shell -a uptime            | exec web --shell -- TEXT
        web -a uptime                     | exec web -- COMMAND
        web -m apt -a name=bc             | a module runs as a task of a playbook
        site.yml                          | foobar-deploy apply site.yml
        playbook site.yml                 | foobar-deploy apply PLAYBOOK
        ansible-playbook site.yml         | foobar-deploy apply PLAYBOOK
        ansible-galaxy install x          | put roles below `roles/`
        galaxy install x                  | put roles below `roles/`
        ansible-doc copy                  | foobar-deploy docs MODULE
        plan site.yml --syntax-check      | foobar-deploy lint PLAYBOOK
        apply site.yml --flush-cache      | facts are never cached
        apply site.yml --force-handlers   | `force_handlers: true`
        apply site.yml -M library         | modules written in Python cannot run here
        apply site.yml --ssh-common-args=-v | ansible_ssh_common_args
        apply site.yml --tag web          | did you mean `--tags`?
        aply site.yml                     | did you mean `apply`?
        """)
    void adviceForWordsOfAnsible(String line, String advice) {
        new CommandLineFixture(folder).run(line.split(" ")).exits(2).says("help: ", advice);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "dril", "drills", "promot", "rollbac", "releas", "resed", "rejion", "lab dwn"})
    void commandsThatBreakThingsAreNotSuggested(String line) {
        CommandLineFixture.Outcome outcome =
                new CommandLineFixture(folder).run(line.split(" ")).exits(2);

        assertThat(Stream.of("drill", "promote", "rollback", "release", "reseed", "rejoin", "down"))
                .noneMatch(command -> outcome.text().contains("mean `" + command));
    }
}
