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

/** Answers are kept as long as they hold: what something else changes meanwhile is read again. */
class StaleAnswersTest {
    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;

    @BeforeEach
    void makeHosts() throws Exception {
        cli = new CommandLineFixture(folder);
        hosts = new SshHosts(cli);
        hosts.add("one");
    }

    @AfterEach
    void closeHosts() throws IOException {
        hosts.close();
    }

    /** Each time the file's hash was read, up to {@code times}, somebody else writes to it. */
    private void somebodyWritesBehindHashes(int times) {
        cli.file("left", "x".repeat(times));
        hosts.program("sha256sum", """
            /usr/bin/sha256sum "$@"; r=$?
            if [ -s %2$s ]; then
              echo "by somebody else" >>%1$s
              left=$(cat %2$s); printf '%%s' "${left#x}" >%2$s
            fi
            exit $r
            """.formatted(cli.path("shared"), cli.path("left")));
    }

    private String write() {
        return """
            - hosts: all
              gather_facts: false
              tasks:
                - copy: { dest: %s, content: "ours" }
            """.formatted(cli.path("shared"));
    }

    @Test
    void whatChangedBehindTheReadingIsDecidedAgain() {
        cli.file("shared", "old");
        somebodyWritesBehindHashes(1);

        cli.apply(write()).exits(0).says("changed 1");

        assertThat(cli.read("shared")).isEqualTo("ours");
    }

    @Test
    void whatChangesAgainAndAgainIsLeftAlone() {
        cli.file("shared", "old");
        somebodyWritesBehindHashes(99);

        cli.apply(write()).exits(4).says("something else changes this on the host at the same time");

        assertThat(cli.read("shared")).startsWith("old").contains("by somebody else");
    }

    /** As with two names of one host, whose tasks run at the same time. */
    @Test
    void aFolderThatSomebodyElseMakesAtTheSameTimeGetsWhatItLacks() throws Exception {
        hosts.program("mkdir", "/bin/mkdir -m 0700 -p -- %s; exec /bin/mkdir \"$@\"".formatted(cli.path("shared")));

        cli.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - file: { path: %s, state: directory, mode: "0750" }
            """.formatted(cli.path("shared"))).exits(0).says("changed 1");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cli.path("shared"))))
                .isEqualTo("rwxr-x---");
    }

    /** Both read ahead what the other host then changes, as with a database that they share. */
    @Test
    void whatAnotherHostChangesIsReadAgain() throws Exception {
        hosts.add("two");
        cli.file("shared", "old");

        cli.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - command: cat %1$s
                  changed_when: false
                  register: before
                - command: sh -c 'printf new >%1$s'
                  when: inventory_hostname == 'one'
                - command: cat %1$s
                  changed_when: false
                  register: after
                - assert: { that: ["before.stdout == 'old'", "after.stdout == 'new'"] }
            """.formatted(cli.path("shared"))).exits(0);
    }
}
