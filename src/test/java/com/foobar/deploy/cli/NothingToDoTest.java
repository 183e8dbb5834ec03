package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ssh.EmbeddedSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run with nothing to do costs, counted: a login, a channel and one reading pass, however many tasks. */
class NothingToDoTest {
    /** Programs that reading may start; each start is written down. */
    private static final List<String> PROGRAMS = List.of(
            "stat",
            "sha256sum",
            "sha1sum",
            "md5sum",
            "getent",
            "find",
            "ls",
            "cat",
            "readlink",
            "grep",
            "awk",
            "sed",
            "head",
            "tail",
            "tr",
            "cut",
            "sort",
            "base64",
            "od",
            "wc",
            "uname",
            "hostname",
            "date",
            "dpkg-query",
            "systemctl",
            "mktemp",
            "cksum",
            "xargs",
            "env",
            "sleep",
            "dirname",
            "basename");

    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;
    private EmbeddedSshServer web;

    @BeforeEach
    void makeHost() throws Exception {
        cli = new CommandLineFixture(folder);
        hosts = new SshHosts(cli);
        cli.file("started", "");
        for (String program : PROGRAMS) {
            whereIs(program)
                    .ifPresent(real -> hosts.program(
                            program, "echo " + program + " >>" + cli.path("started") + "; exec " + real + " \"$@\""));
        }
        web = hosts.add("web");
    }

    /** The shell of a run that only asked ends by itself; until then a run behind it has to look who holds the lock. */
    private void awaitLock() throws IOException, InterruptedException {
        var free = new ProcessBuilder("flock", "--wait", "60", hosts.madeLock().toString(), "true").start();
        assertThat(free.waitFor()).isZero();
    }

    private static java.util.Optional<Path> whereIs(String program) {
        return List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @AfterEach
    void closeHost() throws IOException {
        hosts.close();
    }

    private String playbook(int files) {
        String tasks = IntStream.range(0, files)
                .mapToObj(i -> """
                    - file: { path: DIR/dNO, state: directory, mode: '0755' }
                    - copy: { dest: DIR/dNO/f, content: "number {{ NO * 2 }}", mode: '0644' }
                    """.replace("NO", String.valueOf(i)))
                .collect(Collectors.joining());
        return """
            - hosts: all
              tasks:
                - file: { path: DIR, state: directory }
                - lineinfile: { path: DIR/l, line: "x={{ 1 }}", create: true }
            TASKS
                - file: { path: DIR/link, src: DIR/d0/f, state: link }
                - stat: { path: DIR/d0/f }
                  register: there
                - assert: { that: there.stat.exists }
            """.replace("TASKS\n", tasks.indent(4))
                .replace("DIR", cli.path("made").toString());
    }

    private record Cost(int logins, int commands, String reads, List<String> programs) {}

    private Cost costOf(String playbook, String... more) throws IOException, InterruptedException {
        awaitLock();
        Files.writeString(cli.path("started"), "");
        int logins = web.logins();
        int commands = web.commands();
        var args = new java.util.ArrayList<>(List.of(more));
        args.add("--timings");
        String text = cli.apply(playbook, args.toArray(String[]::new)).exits(0).text();
        assertThat(text).contains("changed 0");
        String reads = text.replaceAll("(?s).*read (\\d+) x \\d+ \\((\\d+)\\).*", "$1 pass, $2 questions");
        return new Cost(
                web.logins() - logins,
                web.commands() - commands,
                reads,
                Files.readAllLines(cli.path("started")).stream().sorted().toList());
    }

    @Test
    void aLoginAChannelAndOnePass() throws Exception {
        cli.apply(playbook(3)).exits(0);

        Cost cost = costOf(playbook(3));

        assertThat(cost.logins()).isEqualTo(1);
        assertThat(cost.commands()).isEqualTo(1);
        assertThat(cost.reads()).isEqualTo("1 pass, 12 questions");
        assertThat(cost.programs())
                .isEqualTo(List.of(
                        "base64", "cat", "head", "readlink", "readlink", "sha1sum", "sha256sum", "stat", "stat"));
    }

    @Test
    void moreTasksStartNoMorePrograms() throws Exception {
        cli.apply(playbook(20)).exits(0);
        Cost few = costOf(playbook(3));

        Cost many = costOf(playbook(20));

        assertThat(many.programs()).isEqualTo(few.programs());
        assertThat(many.logins()).isEqualTo(1);
        assertThat(many.commands()).isEqualTo(1);
        assertThat(many.reads()).startsWith("1 pass, ");
    }
}
