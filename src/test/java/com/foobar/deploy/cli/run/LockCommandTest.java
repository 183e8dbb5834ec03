package com.foobar.deploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.Awaiting;
import com.foobar.deploy.cli.CommandLineFixture;
import com.foobar.deploy.cli.SshHosts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
        hosts.program("logger", "printf '%s\\n' \"$*\" >> " + folder + "/log")
                .program("journalctl", """
                    case "$*" in
                      *json*) cat %1$s/journal ;;
                      *" _UID=0 _UID="*) sed 's/^/now host /' %1$s/log ;;
                      *) echo forged ;;
                    esac
                    """.formatted(folder));
        cli.file("journal", "");
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

        assertThat(Files.readAllLines(cli.path("log")))
                .singleElement()
                .asString()
                .startsWith("-t foobar-deploy -- " + System.getProperty("user.name") + " on ")
                .endsWith(": site.yml: 1 changed, 0 failed");
        run("audit", "web").exits(0).says("web:\n  now host ", "site.yml: 1 changed, 0 failed");
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
                .startsWith("web:\n  now host root: site.yml: 1 changed?[2J\n  not shown: 2 by other users")
                .doesNotContain("forged");
    }
}
