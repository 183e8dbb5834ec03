package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedPlanTest {
    @TempDir
    private Path folder;

    private CommandLineFixture cli = new CommandLineFixture(Path.of(""));

    @BeforeEach
    void saved() {
        System.setProperty("foobar.records", folder.resolve("records").toString());
        cli = new CommandLineFixture(folder)
                .file("hosts.yml", "all: { hosts: { one: { ansible_connection: local } } }\n")
                .file("group_vars/all.yml", "password: canary-password\n")
                .file("out/motd", "old\n")
                .file("site.yml", """
                    - hosts: all
                      tasks:
                        - name: greets
                          copy: { dest: "%1$s/out/motd", content: "{{ password }} {{ word | default('') }}" }
                        - name: is there
                          file: { path: "%1$s/out", state: directory }
                    """.formatted(folder));
    }

    @AfterEach
    void forget() {
        System.clearProperty("foobar.records");
    }

    private void plan(String... more) {
        var args = new java.util.ArrayList<>(java.util.List.of(
                "plan",
                cli.path("site.yml").toString(),
                "-i",
                cli.path("hosts.yml").toString(),
                "--out",
                cli.path("site.plan").toString()));
        args.addAll(java.util.List.of(more));
        cli.run(args.toArray(String[]::new)).exits(0).says("saved: ");
    }

    private CommandLineFixture.Outcome apply(String... more) {
        var args = new java.util.ArrayList<>(
                java.util.List.of("apply", cli.path("site.plan").toString()));
        args.addAll(java.util.List.of(more));
        return cli.run(args.toArray(String[]::new));
    }

    @Test
    void aSavedPlanIsAppliedAsItIs() {
        plan();

        apply().exits(0).says("~ one  greets");
        assertThat(cli.read("out/motd")).isEqualTo("canary-password ");
        apply().exits(2).says("error[FD0109]: ", "one: `greets` was to change", "is now unchanged");
    }

    /** What is checked against the plan is what is applied. */
    @Test
    void aScriptOfTheInventoryRunsOnceForTheCheckAndTheApply() throws IOException {
        cli.file("hosts.sh", """
            #!/bin/sh
            echo ran >> %s/out/runs
            echo '{"web": {"hosts": ["one"]}, "_meta": {"hostvars": {}}}'
            """.formatted(folder));
        assertThat(cli.path("hosts.sh").toFile().setExecutable(true)).isTrue();
        plan("-i", cli.path("hosts.sh").toString());
        Files.delete(cli.path("out/runs"));

        apply().exits(0);
        assertThat(cli.read("out/runs")).isEqualTo("ran\n");
    }

    @Test
    void itIsForItsOwnerAndHoldsNoSecret() throws IOException {
        plan("-e", "word=canary-word");

        Path file = cli.path("site.plan");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file)).doesNotContain("canary");
    }

    @Test
    void aHostThatIsNotAsItWasIsRefused() {
        plan();
        cli.file("out/motd", "somebody else's\n");

        apply().exits(2).says("one: `greets` was to change", "from another state", "nothing was changed");
        assertThat(cli.read("out/motd")).isEqualTo("somebody else's\n");
    }

    @Test
    void filesThatAreNotAsTheyWereAreRefused() {
        plan();
        cli.file("group_vars/all.yml", "password: other\n");

        apply().exits(2).says("error[FD0109]: ", "group_vars/all.yml` has changed");
        assertThat(cli.read("out/motd")).isEqualTo("old\n");
    }

    @Test
    void extraVariablesHaveToBeTheSame() {
        plan("-e", "word=one");

        apply().exits(2).says("give `word` with -e again");
        apply("-e", "word=two").exits(2).says("error[FD0109]: ");
        apply("-e", "word=one").exits(0);
        assertThat(cli.read("out/motd")).isEqualTo("canary-password one");
    }

    @Test
    void aPlanThatIsCutOffIsNone() throws IOException {
        plan();
        Path file = cli.path("site.plan");
        Files.writeString(file, Files.readString(file).substring(0, 300));

        apply().exits(2).says("error[FD0103]: ", "is not a plan that this version can read");
    }

    /** Whatever is edited in it: where it starts, for which hosts, from which files, what it promises. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"start_at_task\": null|\"start_at_task\": \"is there\"",
                "\"limit\": null|\"limit\": \"one\"",
                "\"tags\": [],|\"tags\": [\"never\"],",
                "\"skip_tags\": [],|\"skip_tags\": [\"x\"],",
                "site.yml\"|other.yml\"",
                "hosts.yml\"|hosts.sh\"",
                "\"status\": \"changed\"|\"status\": \"ok\"",
                "\"seal\": \"|\"seal\": \"0"
            })
    void aPlanThatWasEditedIsRefusedBeforeAnythingItNamesIsOpened(String before, String after) throws IOException {
        plan();
        cli.file("hosts.sh", "#!/bin/sh\ntouch " + folder + "/started\n");
        assertThat(cli.path("hosts.sh").toFile().setExecutable(true)).isTrue();
        Path file = cli.path("site.plan");
        String whole = Files.readString(file);
        assertThat(whole).contains(before);
        Files.writeString(file, whole.replace(before, after));

        apply().exits(2).says("error[FD0109]: this plan was edited");
        assertThat(cli.read("out/motd")).isEqualTo("old\n");
        assertThat(folder.resolve("started")).doesNotExist();
    }

    /** A value with a line break is not two variables. */
    @Test
    void aVariableCannotStandForTwo() {
        plan("-e", "{word: \"1\\nx=2\"}");

        apply("-e", "{word: '1', x: '2'}").exits(2).says("error[FD0109]: ");
    }
}
