package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.Awaiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C: the first lets the running task end, the second stops at once. */
class InterruptedRunTest {
    @TempDir
    Path folder;

    private CommandLineFixture cli;

    @BeforeEach
    void makeFiles() {
        cli = new CommandLineFixture(folder);
        cli.file("bin/nothing", "")
                .file("hosts.yml", "all: { hosts: { web: { ansible_connection: local } } }\n")
                .file("site.yml", """
                    - hosts: all
                      gather_facts: false
                      tasks:
                        - name: slow
                          shell: ": >%1$s/held; until [ -e %1$s/go ]; do sleep 0.05; done; : >%1$s/done"
                          notify: due
                        - name: later
                          shell: ": >%1$s/later"
                      handlers:
                        - name: due
                          shell: ": >%1$s/handled"
                    """.formatted(folder));
    }

    @AfterEach
    void release() {
        cli.file("go", "");
    }

    @Test
    void theFirstLetsTheRunningTaskEndAndKeepsHandlersDue() throws Exception {
        try (Controller run = apply()) {
            Awaiting.until("the task runs", () -> exists("held"));
            interrupt(run);
            Awaiting.until("it is told", () -> run.printed().contains("interrupted"));
            cli.file("go", "");
            run.await().exits(130).says("~ web  slow", "foobar-deploy apply --resume");
        }
        assertThat(exists("done")).isTrue();
        assertThat(exists("later")).isFalse();
        assertThat(exists("handled")).isFalse();

        try (Controller again = apply()) {
            again.await().exits(0).says("~ web  later");
        }
        assertThat(exists("handled")).isTrue();
    }

    @Test
    void theSecondStopsAtOnce() throws Exception {
        try (Controller run = apply()) {
            Awaiting.until("the task runs", () -> exists("held"));
            interrupt(run);
            Awaiting.until("it is told", () -> run.printed().contains("interrupted"));
            interrupt(run);
            run.await().exits(130);
        }
        assertThat(exists("done")).isFalse();
    }

    private Controller apply() throws IOException {
        return Controller.start(
                folder,
                cli.path("bin"),
                "apply",
                cli.path("site.yml").toString(),
                "--yes",
                "-i",
                cli.path("hosts.yml").toString());
    }

    private static void interrupt(Controller run) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-s", "INT", String.valueOf(run.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private boolean exists(String name) {
        return Files.exists(cli.path(name));
    }
}
