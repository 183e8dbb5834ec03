package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.Awaiting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A controller that ends without a word leaves whole files and no processes; one with little memory does large work. */
class KilledControllerTest {
    /** Waits, once the draft is written, before it is put in place. */
    private static final String HELD_SYNC = """
        echo $$ >%1$s/held.draft; mv %1$s/held.draft %1$s/held
        until [ -e %1$s/go ]; do sleep 0.05; done
        """;

    /** Waits in the middle of what is written into a file. */
    private static final String HELD_CAT = """
        if [ -f /dev/stdout ]; then
          head -c 1000000; : >%1$s/held; until [ -e %1$s/go ]; do sleep 0.05; done
        fi
        exec /bin/cat "$@"
        """;

    /** The end of a playbook that is killed in its second task, with a handler due. */
    private static final String WAITS = """
            - shell: "touch DIR/tried; test -e DIR/go"
              register: waits
              until: waits is succeeded
              retries: 6000
              delay: 0.05
              changed_when: false
          handlers:
            - name: restart
              shell: echo restarted >> DIR/handled
        """;

    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;

    @BeforeEach
    void makeHosts() {
        cli = new CommandLineFixture(folder);
        hosts = new SshHosts(cli);
        cli.file("out/file", "old\n").file("site.yml", """
            - hosts: all
              gather_facts: false
              tasks:
                - copy: { src: source, dest: "%s/out/file" }
            """.formatted(folder));
    }

    @AfterEach
    void closeHosts() throws IOException {
        cli.file("go", "");
        hosts.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh", "local"})
    void killedWhileItReplacesAFile(String connection) throws Exception {
        hosts.program("sync", HELD_SYNC.formatted(folder));
        if (connection.equals("ssh")) {
            hosts.add("web");
        } else {
            hosts.line("web", "ansible_connection: local");
        }
        cli.file("source", "new\n");

        try (Controller first = apply()) {
            Awaiting.until("the draft is written", () -> Files.exists(cli.path("held")));
            long child = Long.parseLong(cli.read("held").strip());
            assertThat(names()).hasSize(2);
            try (Controller second = apply()) {
                second.await()
                        .exits(7)
                        .says("another run holds the lock of web: ", ", process " + first.pid() + ", since ");
            }
            first.kill();

            Awaiting.until("the draft is swept", () -> names().equals(List.of("file")));
            Awaiting.until(
                    "its children are gone", () -> ProcessHandle.of(child).isEmpty());
            Awaiting.until("its lock is free", this::lockIsFree);
        }
        assertThat(cli.read("out/file")).isEqualTo("old\n");
        cli.file("go", "");
        try (Controller third = apply()) {
            third.await().exits(0).says("1 changed");
        }
        assertThat(cli.read("out/file")).isEqualTo("new\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"this checkout", "another checkout"})
    void whatIsDueIsRunByTheNextApply(String where) throws Exception {
        hosts.add("web");
        cli.file("site.yml", ("""
            - hosts: all
              gather_facts: false
              tasks:
                - copy: { content: new, dest: "DIR/out/file" }
                  notify: restart
            """ + WAITS).replace("DIR", folder.toString()));
        try (Controller first = apply()) {
            Awaiting.until("the change is made", () -> cli.read("out/file").equals("new"));
            Awaiting.until("the next task runs", () -> Files.exists(cli.path("tried")));
            first.kill();
        }
        Awaiting.until("its lock is free", this::lockIsFree);
        cli.file("go", "");
        assertThat(cli.path("handled")).doesNotExist();
        Path checkout = where.equals("this checkout") ? folder : otherCheckout();
        try (Controller next = applyIn(checkout)) {
            next.await().exits(0).says("restart");
        }
        assertThat(cli.read("handled")).isEqualTo("restarted\n");
        try (Controller last = applyIn(checkout)) {
            last.await().exits(0).says("changed 0");
        }
        assertThat(cli.read("handled")).isEqualTo("restarted\n");
    }

    /** Every user keeps notes of its own, so the order in which a later run needs them makes no difference. */
    @ParameterizedTest
    @ValueSource(strings = {"root", "app"})
    void whatIsDueIsFoundByARunThatBeginsAsAnotherUser(String notifying) throws Exception {
        hosts.users();
        hosts.add("web");
        String playbook = ("""
            - hosts: all
              gather_facts: false
              become: true
              tasks:
                - copy: { content: new, dest: "DIR/out/file" }
                  become_user: USER
                  notify: restart
            """ + WAITS).replace("DIR", folder.toString()).replace("USER", notifying);
        cli.file("site.yml", playbook);
        try (Controller first = apply()) {
            Awaiting.until("the change is made", () -> cli.read("out/file").equals("new"));
            Awaiting.until("the next task runs", () -> Files.exists(cli.path("tried")));
            first.kill();
        }
        cli.file("go", "").file("site.yml", playbook.replace("tasks:\n", """
            tasks:
                - command: test -d DIR/out
                  become_user: guest
                  changed_when: false
            """.replace("DIR", folder.toString())));
        Awaiting.until("its locks are free", () -> lockIsFree(hosts.lockOf("root")) && lockIsFree(hosts.lockOf("app")));
        try (Controller next = apply()) {
            next.await().exits(0).says("restart");
        }
        assertThat(cli.read("handled")).isEqualTo("restarted\n");
        try (Controller last = apply()) {
            last.await().exits(0).says("changed 0");
        }
        assertThat(cli.read("handled")).isEqualTo("restarted\n");
    }

    /** The host's own log has the beginning of each run that changed something there. */
    @Test
    void theHostRemembersARunThatDidNotEnd() throws Exception {
        hosts.journal();
        hosts.program("sync", HELD_SYNC.formatted(folder)).add("web");
        cli.file("source", "new\n");
        try (Controller first = apply()) {
            Awaiting.until("the draft is written", () -> Files.exists(cli.path("held")));
            audit().says(", process " + first.pid() + ", since ", ": site.yml: running");
            first.kill();
            Awaiting.until("its lock is free", this::lockIsFree);
            audit().says(", process " + first.pid() + ", since ", ": site.yml: did not end");
        }
        cli.file("go", "");
        try (Controller second = apply()) {
            second.await().exits(0).says("1 changed");
            assertThat(audit().says(": site.yml: did not end").out().lines().toList())
                    .hasSize(3)
                    .last()
                    .asString()
                    .contains(", process " + second.pid() + ", since ")
                    .endsWith(": site.yml: 1 changed, 0 failed");
        }
        try (Controller runs = Controller.start(folder, cli.path("bin"), "runs")) {
            runs.await().exits(0).says("cut off");
        }
    }

    private CommandLineFixture.Outcome audit() {
        return cli.run("audit", "web", "-i", cli.path("hosts.yml").toString()).exits(0);
    }

    private Path otherCheckout() {
        cli.file("other/site.yml", cli.read("site.yml")).file("other/hosts.yml", cli.read("hosts.yml"));
        return cli.path("other");
    }

    @Test
    void killedWhileItSendsALargeFile() throws Exception {
        hosts.program("cat", HELD_CAT.formatted(folder));
        hosts.add("web");
        sparse("source", 8L << 20);

        try (Controller controller = apply()) {
            Awaiting.until("some of it is there", () -> Files.exists(cli.path("held")));
            assertThat(names()).hasSize(2);
            controller.kill();
        }
        cli.file("go", "");
        Awaiting.until("the draft is swept", () -> names().equals(List.of("file")));
        assertThat(cli.read("out/file")).isEqualTo("old\n");
    }

    @Test
    void littleMemoryDoesForLargeFilesAndEndlessOutput() throws Exception {
        hosts.add("web");
        sparse("source", 192L << 20);
        cli.file("site.yml", cli.read("site.yml") + """
            #
                - shell: yes | head -c 50000000
                  register: printed
                - assert: { that: "printed.stdout_lines | length == 4194304" }
            """);

        try (Controller controller = apply()) {
            controller.await().exits(0).says("~ web  copy", "the output was longer than 8 MB", "ok 1  changed 2");
        }
        assertThat(cli.path("out/file")).hasSize(192L << 20);
    }

    private Controller apply() throws IOException {
        return applyIn(folder);
    }

    private Controller applyIn(Path checkout) throws IOException {
        return Controller.start(
                checkout,
                cli.path("bin"),
                "apply",
                "-y",
                checkout.resolve("site.yml").toString(),
                "-i",
                checkout.resolve("hosts.yml").toString());
    }

    private boolean lockIsFree() {
        return lockIsFree(hosts.lock());
    }

    private static boolean lockIsFree(Path lock) {
        try {
            return !Files.exists(lock)
                    || new ProcessBuilder("flock", "-n", lock.toString(), "true")
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void sparse(String name, long size) throws IOException {
        try (var file = new RandomAccessFile(cli.path(name).toFile(), "rw")) {
            file.setLength(size);
        }
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(cli.path("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
