package com.foobar.deploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.Awaiting;
import com.foobar.deploy.cli.CommandLineFixture;
import com.foobar.deploy.cli.SshHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockCommandTest {
    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;

    @BeforeEach
    void makeHosts() throws Exception {
        cli = new CommandLineFixture(folder);
        hosts = new SshHosts(cli);
        hosts.journal();
        hosts.add("web");
    }

    @AfterEach
    void closeHosts() throws IOException {
        hosts.close();
    }

    private CommandLineFixture.Outcome run(String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "-i";
        all[words.length + 1] = cli.path("hosts.yml").toString();
        return cli.run(all);
    }

    @Test
    void theHolderIsNamedAndCanBeEnded() throws Exception {
        Process holder = new ProcessBuilder(
                        "sh",
                        "-c",
                        "exec 9<>\"$1\"; flock 9; echo somebody since noon >\"$1\"; echo held; exec sleep 60",
                        "sh",
                        hosts.madeLock().toString())
                .start();
        try (var said = holder.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held");

            run("lock", "status", "web").exits(7).says("web: held by somebody since noon");
            run("lock", "release", "web").exits(7).says("a run that lives");
            assertThat(holder.isAlive()).isTrue();
            run("lock", "release", "web", "--force").exits(0).says("web: ended; it was held by somebody since noon");
            assertThat(holder.waitFor(Awaiting.BOUND)).isTrue();
            run("lock", "status", "web").exits(0).says("web: free");
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void nobodyElseCanOpenTheLock() throws IOException {
        cli.apply(playbook()).exits(0);
        assertThat(permissions(hosts.lockFolder())).isEqualTo("rwx------");
        assertThat(permissions(hosts.lock())).isEqualTo("rw-------");
        run("lock", "status", "web").exits(0).says("web: free");
    }

    @ParameterizedTest
    @ValueSource(strings = {"link", "file", "open"})
    void aPreparedPlaceOfTheLockIsRefused(String what) throws IOException {
        cli.file("treasure/kept", "untouched");
        switch (what) {
            case "link" -> Files.createSymbolicLink(hosts.lockFolder(), cli.path("treasure"));
            case "file" -> {
                hosts.madeLock();
                Files.createSymbolicLink(hosts.lock(), cli.path("treasure/kept"));
            }
            default -> {
                Files.createDirectory(hosts.lockFolder());
                Files.setPosixFilePermissions(hosts.lockFolder(), PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
        cli.apply(playbook())
                .exits(7)
                .says("the lock of web cannot be taken: `home/.foobar-deploy` there is not a directory that only");
        assertThat(cli.path("treasure/kept")).hasContent("untouched");
        assertThat(cli.path("treasure")).isDirectoryNotContaining("glob:**.lock");
        assertThat(cli.path("made")).doesNotExist();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private String playbook() {
        return "- hosts: all\n  gather_facts: false\n  tasks:\n    - copy: { content: x, dest: %s/made }\n"
                .formatted(folder);
    }

    @Test
    void aPatternThatMatchesNothingIsAnError() {
        run("lock", "status", "wbe").exits(2).says("error[FD0104]: no host matches `wbe`", "web");
        run("audit", "wbe").exits(2).says("no host matches `wbe`");
        run("facts", "wbe").exits(2).says("no host matches `wbe`");
        run("exec", "wbe", "true").exits(2).says("no host matches `wbe`");
    }

    @Test
    void aRunThatChangedSomethingIsOnRecord() throws IOException {
        String playbook = playbook();
        cli.file("site.yml", playbook);
        run("plan", cli.path("site.yml").toString()).exits(0);
        assertThat(cli.path("log")).doesNotExist();
        cli.apply(playbook).exits(0);
        cli.apply(playbook).exits(0);

        List<String> log = Files.readAllLines(cli.path("log"));
        assertThat(log)
                .hasSize(2)
                .allMatch(line -> line.startsWith("-t foobar-deploy -- " + System.getProperty("user.name") + " on "));
        assertThat(log.getFirst()).endsWith(": site.yml: began");
        assertThat(log.getLast()).endsWith(": site.yml: 1 changed, 0 failed");
        assertThat(run("audit", "web").exits(0).out().lines()).containsExactly("web:", "  now host " + log.getLast());
    }

    @Test
    void aRunWhoseFirstChangeFailedIsOnRecord() {
        cli.apply("- hosts: all\n  gather_facts: false\n  tasks:\n    - shell: exit 3\n")
                .exits(4);
        run("audit", "web").exits(0).says("site.yml: 0 changed, 1 failed");
    }

    /** The first change is sent over a channel of its own: it is made while the line is still being written. */
    @Test
    void theBeginningIsNotWaitedFor() throws Exception {
        hosts.program("logger", """
            printf '%%s\\n' "$*" >> %1$s/log
            until [ -e %1$s/made ]; do sleep 0.05; done
            """.formatted(folder));
        cli.file("source", "x".repeat(1 << 20));
        cli.apply("- hosts: all\n  gather_facts: false\n  tasks:\n    - copy: { src: source, dest: %s/made }\n"
                        .formatted(folder))
                .exits(0);
        assertThat(Files.readAllLines(cli.path("log"))).hasSize(2);
    }

    @Test
    void theBeginningIsWrittenBeforeTheFirstChange() {
        cli.apply("- hosts: all\n  gather_facts: false\n  tasks:\n    - shell: cp %1$s/log %1$s/seen\n"
                        .formatted(folder))
                .exits(0);
        assertThat(cli.read("seen")).endsWith(": site.yml: began\n");
    }

    /** Root's word is worth more than that of another user. */
    @Test
    void rootWritesTheBeginningToo() throws IOException {
        hosts.users();
        cli.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - shell: echo 1
                - { shell: echo 2, become: true }
                - shell: echo 3
                - { shell: echo 4, become: true }
            """).exits(0);
        assertThat(Files.readAllLines(cli.path("log"))).hasSize(3);
        assertThat(run("audit", "web").exits(0).out().lines()).hasSize(2);
    }

    @Test
    void aHostThatTasksAreDelegatedToRemembersTheRun() throws Exception {
        hosts.add("other");
        cli.apply("- hosts: web\n  gather_facts: false\n  tasks:\n    - { shell: echo 1, delegate_to: other }\n")
                .exits(0);
        assertThat(Files.readAllLines(cli.path("log")))
                .hasSize(2)
                .last()
                .asString()
                .endsWith(": changed for other hosts");
    }

    /** The journal says who wrote a line; what a line says about itself proves nothing. */
    @Test
    void linesOfOtherUsersAreCountedAndNotShown() throws IOException {
        cli.file("log", "root: site.yml: 1 changed\u001b[2J\n");
        cli.file("journal", """
            {"_UID":"0","MESSAGE":"root: site.yml: 1 changed"}
            {"_UID":"1001","MESSAGE":"forged"}
            {"_UID":"1002","MESSAGE":"\\"_UID\\":\\"0\\" forged"}
            """);
        assertThat(run("audit", "web").exits(0).out())
                .startsWith("web:\n  now host root: site.yml: 1 changed\\x1b[2J\n  not shown: 2 by other users")
                .doesNotContain("forged");
    }
}
