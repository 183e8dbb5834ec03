package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.Awaiting;
import com.foobar.deploy.connection.ssh.EmbeddedSshServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that cannot be reached, refuse or break: told with the host's name, and the other hosts go on. */
class HostFaultTest {
    private static final String WRITE = """
        - hosts: all
          gather_facts: false
          tasks:
            - copy: { content: "new of {{ inventory_hostname }}\\n", dest: "%s/{{ inventory_hostname }}.txt" }
        """;

    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;

    @BeforeEach
    void makeHosts() {
        cli = new CommandLineFixture(folder);
        hosts = new SshHosts(cli);
    }

    @AfterEach
    void closeHosts() throws IOException {
        hosts.close();
    }

    private CommandLineFixture.Outcome write(String... more) {
        return cli.apply(WRITE.formatted(folder), more);
    }

    @Test
    void aNameWithoutAddress() throws Exception {
        hosts.add("good");
        hosts.line("bad", "ansible_host: nowhere.invalid");

        write().exits(5)
                .says("error[FD0701]: `bad`: the name `nowhere.invalid` has no address", "help: set `ansible_host`");
        assertThat(cli.read("good.txt")).isEqualTo("new of good\n");
    }

    @Test
    void aPortThatRefuses() throws Exception {
        hosts.add("good");
        hosts.add("bad", closedPort());

        write().exits(5).says("error[FD0702]: `bad`: `127.0.0.1` port", "refuses the connection", "is sshd running");
        assertThat(cli.read("good.txt")).isEqualTo("new of good\n");
    }

    @Test
    void aHostThatTakesTheConnectionAndHangs() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            hosts.add("good");
            hosts.line(
                    "bad", "ansible_host: 127.0.0.1, ansible_ssh_timeout: 1, ansible_port: " + silent.getLocalPort());

            write().exits(5).says("error[FD0703]: `bad`: ", "does not answer in SSH within 1 s", "--timeout");
            assertThat(cli.read("good.txt")).isEqualTo("new of good\n");
        }
    }

    @Test
    void aKeyThatIsNotKnown() throws Exception {
        EmbeddedSshServer server = hosts.add("web");
        cli.file("known_hosts", "");

        write().exits(5).says("error[FD0704]: `web`", server.fingerprint(), "--accept-new-host-keys");
        write("--accept-new-host-keys").exits(0);
        write().exits(0);
    }

    @Test
    void aKeyThatHasChanged() throws Exception {
        EmbeddedSshServer server = hosts.add("web");
        String known = server.fingerprint();
        server.changeHostKey();

        write().exits(5).says("error[FD0705]: `web`", known, server.fingerprint());
        write("--accept-new-host-keys").exits(5).says("error[FD0705]");
        assertThat(cli.path("web.txt")).doesNotExist();
    }

    @Test
    void aLoginThatIsRefused() throws Exception {
        hosts.add("web");
        hosts.vars("ansible_password: wrong");
        String text = cli.read("hosts.yml").replace("ansible_password: right, ", "");
        cli.file("hosts.yml", text);

        write("-u", "somebody")
                .exits(5)
                .says("error[FD0706]: `web`: the login as `somebody", "was refused; tried", "the host takes: ", "`-k`");
    }

    @Test
    void aHostWithoutSudo() throws Exception {
        hosts.add("web", "PATH=/nowhere;");

        write("-b", "--become-user", "nobody")
                .exits(4)
                .says("error[FD0711]: `web`: cannot become `nobody`: there is no `sudo`", "help: install it");
    }

    @Test
    void aSudoThatWantsAPassword() throws Exception {
        hosts.program("sudo", "echo 'sudo: a password is required' >&2; exit 1").add("web");

        write("-b", "--become-user", "nobody")
                .exits(4)
                .says("error[FD0712]: `web`: `sudo` wants a password to become `nobody`", "help: give it with `-K`");
    }

    @Test
    void aSudoThatRefusesThePassword() throws Exception {
        hosts.program("sudo", "echo 'Sorry, try again.' >&2; exit 1").add("web");
        hosts.vars("ansible_become_password: hunter2");

        CommandLineFixture.Outcome outcome = write("-b", "--become-user", "nobody")
                .exits(4)
                .says("error[FD0711]: `web`: cannot become `nobody`: `sudo` did not take the password", "Sorry, try");
        assertThat(outcome.text()).doesNotContain("hunter2");
    }

    @Test
    void aLoginShellThatPrintsNoise() throws Exception {
        hosts.add("web", "echo Welcome; printf '\\377\\000 0 0\\n'; echo oops >&2; head -c 300000 /dev/zero;");

        write().exits(0);
        assertThat(cli.read("web.txt")).isEqualTo("new of web\n");
    }

    @Test
    void aLoginThatIsNoShell() throws Exception {
        hosts.add("web", "echo Choose 1 or 2; exit 0;");

        write().exits(5)
                .says("error[FD0707]: `web`: the login does not give a POSIX shell: it printed `Choose 1 or 2`");
    }

    @Test
    void aFullDiskLeavesTheOldFileAndNoDraft() throws Exception {
        // The size a file may have stands for the room on the disk.
        hosts.add("web", "trap '' XFSZ; ulimit -f 16;");
        cli.file("out/big", "old\n").file("source", "x".repeat(100_000));

        cli.apply(copyTo("out/big"))
                .exits(4)
                .says("error[FD0801]: ", "write out/big failed", "File too large", "--> site.yml:4:7");
        assertThat(cli.read("out/big")).isEqualTo("old\n");
        assertThat(names("out")).containsExactly("big");
    }

    @Test
    void aLargeFileOnAFullDiskToo() throws Exception {
        hosts.add("web", "trap '' XFSZ; ulimit -f 64;");
        cli.file("out/big", "old\n").file("source", "x".repeat(3_000_000));

        cli.apply(copyTo("out/big")).exits(4).says("error[FD0801]: ", "write out/big failed", "File too large");
        assertThat(cli.read("out/big")).isEqualTo("old\n");
        assertThat(names("out")).containsExactly("big");
    }

    @Test
    void aDiskThatCannotBeWritten() throws Exception {
        hosts.add("web");
        cli.file("source", "text");

        cli.apply(copyTo("/proc/foobar-deploy.txt"))
                .exits(4)
                .says("error[FD0801]: write /proc/foobar-deploy.txt failed");
    }

    @Test
    void aConnectionLostInTheMiddleOfATask() throws Exception {
        EmbeddedSshServer server = hosts.add("web");
        String playbook = waiting();

        var run = CompletableFuture.supplyAsync(() -> cli.apply(playbook));
        awaitFile("web.started");
        long child = Long.parseLong(cli.read("web.started").strip());
        server.dropConnections();

        run.join().exits(5).says("error[FD0708]: `web`: the connection broke", "help: run again");
        Awaiting.until("the command is gone", () -> ProcessHandle.of(child).isEmpty());
        assertThat(cli.read("web.first")).isEqualTo("web\n");
        cli.file("go", "");
        cli.apply(playbook).exits(0).says("~ web  shell", "ok 1  changed 2");
        assertThat(cli.read("web.last")).isEqualTo("web\n");
    }

    @Test
    void aHostThatDiesLeavesTheOthersAlone() throws Exception {
        hosts.add("good", "touch " + cli.path("go.good") + ";");
        EmbeddedSshServer dying = hosts.add("dying");
        String playbook = waiting();

        var run = CompletableFuture.supplyAsync(() -> cli.apply(playbook));
        awaitFile("dying.started");
        dying.close();

        run.join().exits(5).says("x dying  shell", "~ good  copy", "error[FD0708]: `dying`: ");
        assertThat(cli.read("good.last")).isEqualTo("good\n");
        assertThat(cli.path("dying.last")).doesNotExist();
    }

    /** As in Ansible: its facts are undefined. */
    @Test
    void factsOfAHostThatIsAwayAreUndefinedForTheOthers() throws Exception {
        hosts.add("good");
        hosts.add("bad", closedPort());

        var run = cli.apply("""
            - hosts: good
              tasks:
                - copy:
                    content: "{{ hostvars['bad'].ansible_distribution | default('not known') }}\n"
                    dest: "%1$s/tolerant.txt"
                - set_fact: { release: "{{ hostvars['bad'].ansible_facts.distribution }}" }
            """.formatted(folder));

        run.exits(4)
                .says("`bad` cannot be asked for its facts", "refuses the connection", "`distribution`", "failed 1");
        assertThat(run.text()).doesNotContain("unreachable 1");
        assertThat(cli.read("tolerant.txt")).startsWith("not known");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "debug: { msg: '{{ ansible_distribution }}' }",
                "debug: { msg: '{{ item }}' }, loop: '{{ ansible_interfaces }}'",
                "include_tasks: '{{ ansible_distribution }}.yml'",
            })
    void aHostThatIsAwayWhenItsOwnFactsAreWantedIsUnreachable(String task) throws Exception {
        hosts.add("bad", closedPort());

        cli.apply("- hosts: all\n  tasks: [{ " + task + " }]\n")
                .exits(5)
                .says("refuses the connection", "unreachable 1");
    }

    @Test
    void aHostThatIsAwayIsNamedWhereATaskIsDelegatedToIt() throws Exception {
        hosts.add("good");
        hosts.add("bad", closedPort());

        cli.apply("""
            - hosts: good
              gather_facts: false
              tasks:
                - command: "true"
                  delegate_to: bad
            """).exits(5).says("refuses the connection", "bad");
    }

    @Test
    void aFailureWeighsMoreThanAHostThatIsAway() throws Exception {
        hosts.add("web");
        hosts.add("bad", closedPort());

        cli.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - command: "false"
            """).exits(4).says("error[FD0702]: `bad`", "! web  command");
    }

    @Test
    void anotherControllerIsNamed() throws Exception {
        hosts.add("web");
        Process other = new ProcessBuilder(
                        "flock",
                        hosts.madeLock().toString(),
                        "sh",
                        "-c",
                        "echo alice on desk >\"$0\"; echo held; cat",
                        hosts.lock().toString())
                .start();
        try {
            assertThat(other.inputReader().readLine()).isEqualTo("held");

            write().exits(7).says("error[FD0802]: another run holds the lock of web: alice on desk", "help: wait");
            assertThat(cli.path("web.txt")).doesNotExist();
            cli.run(
                            "plan",
                            cli.path("site.yml").toString(),
                            "-i",
                            cli.path("hosts.yml").toString())
                    .exits(0);
        } finally {
            other.destroy();
        }
    }

    /** A task, one that ends when {@code go} is there, and one behind it. */
    private String waiting() {
        return """
            - hosts: all
              gather_facts: false
              tasks:
                - copy: { content: "{{ inventory_hostname }}\\n", dest: "%1$s/{{ inventory_hostname }}.first" }
                - shell: |
                    echo $$ >%1$s/draft.{{ inventory_hostname }}
                    mv %1$s/draft.{{ inventory_hostname }} %1$s/{{ inventory_hostname }}.started
                    until [ -e %1$s/go ] || [ -e %1$s/go.{{ inventory_hostname }} ]; do sleep 0.05; done
                - copy: { content: "{{ inventory_hostname }}\\n", dest: "%1$s/{{ inventory_hostname }}.last" }
            """.formatted(folder);
    }

    private String copyTo(String path) {
        return """
            - hosts: all
              gather_facts: false
              tasks:
                - copy: { src: source, dest: "%s" }
            """.formatted(folder.resolve(path));
    }

    private void awaitFile(String name) throws InterruptedException {
        Awaiting.until(name + " is there", () -> Files.exists(cli.path(name)));
    }

    private List<String> names(String name) throws IOException {
        try (Stream<Path> files = Files.list(cli.path(name))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
