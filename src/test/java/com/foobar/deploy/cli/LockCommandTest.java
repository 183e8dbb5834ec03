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
                .program("journalctl", "sed 's/^/now host /' " + folder + "/log");
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
                        hosts.lock().toString())
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
    void aRunThatChangedSomethingIsOnRecord() throws IOException {
        String playbook = "- hosts: all\n  gather_facts: false\n  tasks:\n    - copy: { content: x, dest: %s/made }\n"
                .formatted(folder);
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
}
