package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture.Outcome;
import com.foobar.deploy.record.RecordedRun;
import com.foobar.deploy.record.RunsFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedRunsTest {
    private static final String PLAYBOOK = """
        - hosts: all
          tasks:
            - name: counts
              shell: echo x >> %1$s/count; echo counted
              register: counted
              notify: handled
            - name: asks
              command: cat %1$s/answer
              changed_when: false
            - name: writes
              copy: { dest: "%1$s/out", content: "{{ counted.stdout }}, {{ word }}" }
          handlers:
            - name: handled
              shell: echo handled >> %1$s/handled
        """;

    @TempDir
    private Path folder;

    private CommandLineFixture cli = new CommandLineFixture(Path.of(""));

    @BeforeEach
    void hosts() {
        System.setProperty("foobar.records", folder.resolve("records").toString());
        cli = new CommandLineFixture(folder)
                .file("hosts.yml", "all: { hosts: { one: { ansible_connection: local } } }\n")
                .file("group_vars/all.yml", "word: canary-word\npassword: canary-password\n");
    }

    @AfterEach
    void forget() {
        System.clearProperty("foobar.records");
    }

    private Outcome apply(String... more) {
        return cli.apply(PLAYBOOK.formatted(folder), more);
    }

    private RecordedRun last() {
        return new RunsFolder(folder.resolve("records")).all().getFirst();
    }

    @Test
    void aRunWithoutHostsIsNotCutOff() {
        cli.file("none.yml", "- hosts: none\n  tasks: [{ping: }]\n").file("empty.yml", "none: {hosts: {}}\n");

        cli.run("apply", folder + "/none.yml", "-i", folder + "/empty.yml", "-y")
                .exits(0);

        assertThat(last().outcome().end()).isEqualTo(RecordedRun.End.FINE);
    }

    @Test
    void aRunThatFailedIsCarriedOnWithItsHandlersAndWithoutRepeatingWhatItChanged() {
        apply().exits(4);
        assertThat(last().outcome().end()).isEqualTo(RecordedRun.End.FAILED);
        assertThat(last().outcome().failedHosts()).containsExactly("one");
        cli.file("answer", "now it is there");

        cli.run("apply", "--resume", "-y").exits(0);

        assertThat(cli.read("count")).isEqualTo("x\n");
        assertThat(cli.read("out")).isEqualTo("counted, canary-word");
        assertThat(cli.read("handled")).isEqualTo("handled\n");
        cli.run("apply", "--resume", "-y").exits(2).says("there is nothing to resume");
    }

    @Test
    void aRunThatWasCarriedOnAndFailedAgainIsCarriedOnFromTheFirst() {
        apply().exits(4);
        cli.run("apply", "--resume", "-y").exits(4);
        cli.file("answer", "now it is there");

        cli.run("apply", "--resume", "-y").exits(0);

        assertThat(cli.read("count")).isEqualTo("x\n");
        assertThat(cli.read("out")).isEqualTo("counted, canary-word");
    }

    @Test
    void whatWasDueBeforeTheRunThatIsCarriedOnRunsToo() {
        cli.file("roles/service/tasks/main.yml", """
            - name: changes once
              copy: { dest: "%1$s/file", content: x }
              notify: handled
            - name: asks
              command: cat %1$s/answer
              changed_when: false
            """.formatted(folder))
                .file("roles/service/handlers/main.yml", """
                    - name: handled
                      shell: echo handled >> %1$s/handled
                    """.formatted(folder));
        String playbook = "- { hosts: one, roles: [service] }\n";
        cli.apply(playbook).exits(4);
        cli.apply(playbook).exits(4);
        cli.file("answer", "x");

        cli.run("apply", "--resume", "-y").exits(0);

        assertThat(cli.read("handled")).isEqualTo("handled\n");
    }

    @Test
    void theHostsThatFailedCanBeLimitedTo() {
        apply("-l", "@failed").exits(2).says("error[FD0104]: ", "no host failed in the last recorded apply");
        apply().exits(4);

        apply("-l", "@failed").exits(4).says("one");
    }

    @Test
    void runsAreListedAndShown() {
        cli.run("runs").exits(0).says("no run is recorded");
        apply().exits(4);

        cli.run("runs").exits(0).says(last().id(), "apply", "failed", "site.yml");
        cli.run("runs", "show", last().id().substring(0, 17))
                .exits(0)
                .says("~ one  counts", "! one  asks", "\"failed\": 1");
        cli.run("runs", "show", "2020").exits(2).says("error[FD0102]: no recorded run is called `2020`");
    }

    @Test
    void thePlanThatWasAppliedIsPartOfTheRecord() throws IOException {
        cli.file("answer", "x").file("site.yml", PLAYBOOK.formatted(folder));
        String plan = cli.path("site.plan").toString();
        String hosts = cli.path("hosts.yml").toString();
        cli.run("plan", cli.path("site.yml").toString(), "-i", hosts, "--out", plan)
                .exits(0);
        cli.run("runs", "show", last().id(), "--plan").exits(0).says("no plan was confirmed");

        cli.run("apply", plan).exits(0);

        Path file = last().planFile().orElseThrow();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).startsWith("{\"type\":\"version\"").contains("\"check\":true");
        cli.run("runs", "show", last().id(), "--plan").exits(0).says("~ one  counts");
        cli.run("report", last().id(), "--out", folder + "/report.html").exits(0);
        assertThat(cli.read("report.html")).contains("site.yml");
    }

    @Test
    void aVerifyIsRecordedWithItsChecks() throws IOException {
        cli.file("roles/web/tasks/main.yml", "[]\n")
                .file("roles/web/tasks/verify.yml", "- name: it answers\n  command: echo yes\n  changed_when: false\n")
                .file("site.yml", "- hosts: all\n  roles: [web]\n");

        cli.run(
                        "verify",
                        cli.path("site.yml").toString(),
                        "-i",
                        cli.path("hosts.yml").toString())
                .exits(0);

        assertThat(last().description().command()).isEqualTo("verify");
        assertThat(Files.readString(last().eventsFile()))
                .contains("\"type\":\"check\"", "it answers", "47 a dry run changes nothing");
        cli.run("apply", "--resume", "-y").exits(2).says("no run is recorded");
    }

    @Test
    void aRecordIsForItsOwnerAndHoldsNoSecret() throws IOException {
        cli.file("answer", "x");
        apply("-e", "token=canary-token").exits(0);

        for (String name : new String[] {"run.json", "events.jsonl"}) {
            Path file = last().folder().resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file)).doesNotContain("canary-password", "canary-token");
        }
        assertThat(last().description().extraVars()).containsExactly("token");
    }

    @Test
    void aRunWithExtraVariablesIsCarriedOnWithThem() {
        apply("-e", "word=other").exits(4);
        cli.file("answer", "x");

        cli.run("apply", "--resume", "-y").exits(2).says("`word`", "give it again");
        cli.run("apply", "--resume", "-y", "-e", "word=other").exits(0);
        assertThat(cli.read("out")).isEqualTo("counted, other");
    }

    @Test
    void aRunThatIsRefusedLeavesNoRecord() {
        cli.file("site.yml", PLAYBOOK.formatted(folder));
        cli.run(
                        "apply",
                        cli.path("site.yml").toString(),
                        "-i",
                        cli.path("hosts.yml").toString())
                .exits(2)
                .says("error[FD0107]: ");
        cli.apply("- hosts: all\n  tasks:\n    - nonsense: x\n").exits(2);

        assertThat(new RunsFolder(folder.resolve("records")).ids()).isEmpty();
    }
}
