package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong in files and on the command line is told with its place and exit code 2, before any host is touched. */
class BadInputTest {
    private static final String TOUCHED = "play all";

    @TempDir
    Path folder;

    private CommandLineFixture cli;

    @BeforeEach
    void hosts() {
        cli = new CommandLineFixture(folder);
        cli.file("hosts.yml", """
            all:
              vars: { ansible_connection: local }
              hosts: { one: {}, two: {} }
            """);
    }

    private void refused(String playbook, String code, String place, String... parts) {
        CommandLineFixture.Outcome outcome = cli.apply(playbook).exits(2).says("error[" + code + "]: ", parts[0]);
        outcome.says(parts).says("--> " + place + "\n");
        assertThat(outcome.text()).doesNotContain(TOUCHED);
    }

    @Test
    void yamlThatDoesNotParseIsShownWhereItStarts() {
        refused("""
            - hosts: all
              tasks:
                - debug: { msg: "never closed }
                - debug:
            """, "FD0201", "site.yml:3:21", "this is not valid YAML", "  3 |     - debug: { msg: \"never closed }");
    }

    @Test
    void valuesThatAnOptionDoesNotTake() {
        cli.run("plan", "site.yml", "--forks", "abc")
                .exits(2)
                .says("error[FD0101]: `--forks` takes a whole number, not `abc`");
        cli.run("plan", "site.yml", "--output", "xml").exits(2).says("`--output` takes text or json, not `xml`");
    }

    @Test
    void keysThatStandTwice() {
        refused("""
            - hosts: all
              tasks:
                - debug: { msg: x }
                  name: a
                  name: b
            """, "FD0202", "site.yml:5:7", "the key `name` stands here twice, first in line 4");
    }

    @Test
    void everyMistakeIsShownWithItsPlace() {
        cli.file("more.yml", "- nothing_such: { a: 1 }\n");
        CommandLineFixture.Outcome outcome = cli.apply("""
            - hosts: all
              tasks:
                - copy: { dst: /tmp/x }
                - include_tasks: more.yml
                - debug: { msg: "{{ 1 + }}" }
              handlers:
                - file: { path: /tmp/x, state: dirty }
            - hosts: all
              taskz: []
            """).exits(2);
        outcome.says("--> site.yml:3:15\n")
                .says("--> site.yml:5:29\n")
                .says("--> site.yml:7:36\n")
                .says("--> site.yml:9:3\n");
        assertThat(outcome.text()).containsOnlyOnce("no host was touched").doesNotContain(TOUCHED);
    }

    @Test
    void noMoreThanTwentyMistakesAreShown() {
        String tasks = "    - copy: { dst: /tmp/x }\n".repeat(30);
        CommandLineFixture.Outcome outcome =
                cli.apply("- hosts: all\n  tasks:\n" + tasks).exits(2).says("10 more mistakes are not shown");
        assertThat(outcome.text().split("error\\[", -1)).hasSize(21);
    }

    @Test
    void whatThisToolLacksIsNoMistakeWhereItIsNotReached() {
        cli.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - apt_repository: { repo: "ppa:nginx/stable" }
                  when: system == 'Ubuntu'
            """, "-e", "system=Debian").exits(0);
        refused("""
            - hosts: all
              tasks:
                - apt_repository: { repo: "ppa:nginx/stable" }
            """, "FD0403", "site.yml:3:7", "personal package archives");
    }

    @Test
    void tabs() {
        refused("- hosts: all\n  tasks:\n\t- debug:\n", "FD0201", "site.yml:3:1", "help: ", "replace the tab");
    }

    @Test
    void bytesThatAreNoText() {
        cli.file("binary.yml", new byte[] {'-', ' ', (byte) 0xff, (byte) 0xfe});

        cli.run(
                        "apply",
                        cli.path("binary.yml").toString(),
                        "-i",
                        cli.path("hosts.yml").toString())
                .exits(2)
                .says("error[FD0201]: ", "is not UTF-8 text");
    }

    @Test
    void expressionsThatDoNotParse() {
        refused("""
            - hosts: all
              tasks:
                - debug: { msg: "port {{ 1 + }}" }
            """, "FD0501", "site.yml:3:33", "the expression ends where a value should stand");
        refused("""
            - hosts: all
              tasks:
                - debug: { msg: x }
                  when: a ==
            """, "FD0501", "site.yml:4:17", "the expression ends where a value should stand");
    }

    @Test
    void undefinedVariablesAreToldWithTheNearestName() {
        cli.apply("""
            - hosts: one
              vars: { nginx_port: 80 }
              tasks:
                - debug: { msg: "port {{ ngin_port }}" }
            """)
                .exits(4)
                .says(
                        "error[FD0502]: `ngin_port` is undefined",
                        "--> site.yml:4:29",
                        "help: did you mean `nginx_port`?");
    }

    @Test
    void undefinedListsOfALoopToo() {
        cli.apply("""
            - hosts: one
              vars: { packages: [] }
              tasks:
                - debug: { msg: "{{ item }}" }
                  loop: "{{ package }}"
            """).exits(4).says("`package` is undefined", "--> site.yml:5:17", "help: did you mean `packages`?");
    }

    @Test
    void unknownFiltersTestsAndLookups() {
        refused("""
            - hosts: one
              tasks:
                - debug: { msg: "{{ 'a' | uper }}" }
                  when: false
            """, "FD0504", "site.yml:3:31", "there is no filter `uper`", "did you mean `upper`?");
        refused("""
            - hosts: one
              tasks:
                - debug:
                  when: "'a' is matsh('b')"
            """, "FD0504", "site.yml:4:21", "there is no test `matsh`");
        refused("""
            - hosts: one
              tasks:
                - debug: { msg: "{{ lookup('fil', 'x') }}" }
            """, "FD0504", "site.yml:3:25", "there is no lookup `fil`", "did you mean `file`?");
        refused("""
            - hosts: one
              vars: { names: "{{ ['a'] | map('uper') | list }}" }
            """, "FD0504", "site.yml:2:30", "there is no filter `uper`");
    }

    @Test
    void filtersOfForeignCollectionsOnlyWhereTheyAreReached() {
        cli.apply("""
            - hosts: one
              tasks:
                - debug: { msg: "{{ 'a' | some.where.filter }}" }
                  when: false
            """).exits(0);
    }

    @Test
    void missingRoles() {
        cli.file("roles/nginx/tasks/main.yml", "- debug:\n");
        refused("- hosts: all\n  roles: [ngnix]\n", "FD0304", "site.yml:2:11", "`ngnix`", "did you mean `nginx`?");
    }

    @Test
    void missingFilesOfTasksAndVariables() {
        refused("""
            - hosts: all
              tasks:
                - import_tasks: nothere.yml
            """, "FD0102", "site.yml:3:21", "there is no file of tasks `nothere.yml`");
        refused("""
            - hosts: all
              vars_files: [nothere.yml]
            """, "FD0102", "site.yml:2:16", "there is no vars file `nothere.yml`");
    }

    @Test
    void missingFilesAndTemplatesToSend() {
        cli.apply("""
            - hosts: one
              tasks:
                - copy: { src: nothere.txt, dest: /nowhere }
            """)
                .exits(4)
                .says(
                        "error[FD0405]: there is no file `nothere.txt` to send",
                        "--> site.yml:3:20",
                        "files/nothere.txt");
        cli.apply("""
            - hosts: one
              tasks:
                - template: { src: nothere.j2, dest: /nowhere }
            """)
                .exits(4)
                .says("error[FD0405]: ", "`nothere.j2`", "--> site.yml:3:24", "looked at templates/nothere.j2");
    }

    @Test
    void unknownKeywordsArgumentsAndModules() {
        refused(
                "- hosts: all\n  tasks:\n    - debug:\n      whn: true\n",
                "FD0301",
                "site.yml:4:7",
                "`whn`",
                "did you mean `when`?");
        refused(
                "- hosts: all\n  tasks:\n    - copy: { dst: /x, content: y }\n",
                "FD0401",
                "site.yml:3:15",
                "module `copy` has no argument `dst`",
                "did you mean `dest`?");
        refused(
                "- hosts: all\n  tasks:\n    - copyy: { dest: /x }\n",
                "FD0302",
                "site.yml:3:7",
                "there is no module `copyy`",
                "did you mean `copy`?");
    }

    @Test
    void unknownNamesInALimitAreNotLeftOutSilently() {
        String playbook = "- hosts: all\n  tasks:\n    - debug:\n";

        cli.apply(playbook, "-l", "one,tow")
                .exits(2)
                .says("error[FD0104]: --limit: no host and no group is called `tow`", "did you mean `two`?");
        cli.apply(playbook, "-l", "all:!oen").exits(2).says("`oen`", "did you mean `one`?");
        cli.apply(playbook, "-l", "one:!one").exits(2).says("--limit `one:!one` matches no host");
    }

    @Test
    void unknownTags() {
        cli.apply("- hosts: all\n  tasks:\n    - debug:\n      tags: hello\n", "-t", "helo")
                .exits(2)
                .says("error[FD0105]: no task has the tag `helo`", "did you mean `hello`?");
    }

    @Test
    void missingPlaybooksAndInventories() {
        cli.run(
                        "apply",
                        cli.path("no.yml").toString(),
                        "-i",
                        cli.path("hosts.yml").toString())
                .exits(2)
                .says("error[FD0102]: there is no playbook `no.yml`");
        cli.file("site.yml", "[]");
        cli.run(
                        "apply",
                        cli.path("site.yml").toString(),
                        "-i",
                        cli.path("no.yml").toString())
                .exits(2)
                .says("error[FD0102]: there is no inventory `no.yml`");
    }

    @Test
    void inventoriesThatAreNot() {
        cli.file("hosts.yml", "all: { hots: { one: {} } }\n");

        cli.apply("[]").exits(2).says("error[FD0204]: ", "--> hosts.yml:1:8", "did you mean `hosts`?");
    }

    @Test
    void wrongVaultPasswords() throws IOException {
        cli.file("group_vars/all.yml", vault()).file("wrong", "wrong\n");
        String playbook = "- hosts: all\n  tasks:\n    - debug:\n";

        cli.apply(playbook, "--vault-password-file", cli.path("wrong").toString())
                .exits(2)
                .says("error[FD0601]: no vault password fits", "--> group_vars/all.yml");
        cli.apply(playbook).exits(2).says("error[FD0601]: this file is encrypted", "--vault-password-file");
    }

    @Test
    void wrongVaultPasswordsForFilesOfAPlay() throws IOException {
        cli.file("secret.yml", vault()).file("wrong", "wrong\n");

        cli.apply(
                        "- hosts: all\n  vars_files: [secret.yml]\n",
                        "--vault-password-file",
                        cli.path("wrong").toString())
                .exits(2)
                .says("error[FD0601]: no vault password fits", "--> secret.yml");
    }

    @Test
    void numbersThatAreNone() {
        cli.apply("[]", "-f", "0").exits(2).says("error[FD0101]: `--forks` takes a number from 1 on, not `0`");
        cli.apply("[]", "-T", "-3").exits(2).says("`--timeout` takes a number");
        cli.apply("[]", "--frks", "3").exits(2).says("--frks", "apply --help");
    }

    @Test
    void connectionVariablesThatAreNoNumbers() {
        cli.file("hosts.yml", "all: { hosts: { one: { ansible_ssh_timeout: soon, ansible_connection: local } } }\n");

        cli.apply("- hosts: all\n  tasks:\n    - command: id\n")
                .exits(4)
                .says("error[FD0710]: `ansible_ssh_timeout` of host `one` is no number: soon");
    }

    private static String vault() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(BadInputTest.class.getResourceAsStream("/vault/block.vault"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
