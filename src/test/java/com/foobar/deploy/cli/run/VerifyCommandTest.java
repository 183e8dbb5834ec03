package com.foobar.deploy.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture;
import com.foobar.deploy.cli.SshHosts;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {
    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;

    @BeforeEach
    void makeSite() throws Exception {
        cli = new CommandLineFixture(folder)
                .file("roles/text/tasks/main.yml", """
                    - copy: { content: right, dest: "%s/text" }
                    """.formatted(folder))
                .file("roles/text/tasks/verify.yml", """
                    - command: cat %s/text
                      register: text_seen
                      changed_when: false
                    - name: texts | 1 the text is right
                      assert:
                        that: text_seen.stdout == 'right'
                        fail_msg: "expected right, seen {{ text_seen.stdout }}"
                    """.formatted(folder))
                .file("site.yml", "- { hosts: all, gather_facts: false, roles: [text] }\n");
        hosts = new SshHosts(cli);
        hosts.add("one");
        // What a plan leaves is looked for in directories of the whole host, where other tests write too.
        hosts.program("find", "exit 0");
    }

    @AfterEach
    void closeHosts() throws IOException {
        hosts.close();
    }

    private CommandLineFixture.Outcome verify() {
        return cli.run(
                "verify",
                cli.path("site.yml").toString(),
                "-i",
                cli.path("hosts.yml").toString());
    }

    @Test
    void aSoundSite() {
        cli.file("text", "right");
        verify().exits(0).says("texts", "ok   1 the text is right", "46 a second run changes nothing", "all passed");
    }

    @Test
    void whatWasExpectedAndWhatWasSeen() {
        cli.file("text", "wrong");
        verify().exits(6)
                .says(
                        "1 the text is right",
                        "expected right, seen wrong",
                        "46 a second run changes nothing",
                        "expected nothing to change, a plan says: 1 to change");
        assertThat(cli.read("text")).isEqualTo("wrong");
    }

    private CommandLineFixture.Outcome apply(String variable) {
        return cli.run(
                "apply",
                cli.path("site.yml").toString(),
                "-y",
                "-i",
                cli.path("hosts.yml").toString(),
                "-e",
                variable);
    }

    /** It only looks: what a run that failed has left to be done is for the next apply. */
    @Test
    void handlersThatAreDueWaitForAnApply() {
        cli.file("roles/text/tasks/main.yml", """
                - copy: { content: right, dest: "%s/text" }
                  notify: restart
                - fail:
                  when: broken | bool
                """.formatted(folder))
                .file("roles/text/handlers/main.yml", """
                - name: restart
                  file: { path: "%s/restarted", state: touch }
                """.formatted(folder));
        apply("broken=true").exits(4);
        verify();
        assertThat(cli.path("restarted")).doesNotExist();
        apply("broken=false").exits(0);
        assertThat(cli.path("restarted")).exists();
    }

    @Test
    void aChangeThatFailedMakesNoHandlerDue() {
        cli.file("roles/text/tasks/main.yml", """
                - copy: { content: right, dest: "%s/text", validate: "false %%s" }
                  notify: restart
                  when: broken | bool
                - command: "true"
                  changed_when: false
                """.formatted(folder))
                .file("roles/text/handlers/main.yml", """
                - name: restart
                  file: { path: "%s/restarted", state: touch }
                """.formatted(folder));
        apply("broken=true").exits(4);
        apply("broken=false").exits(0);
        assertThat(cli.path("restarted")).doesNotExist();
    }

    @Test
    void aHostThatIsAwayIsNotSound() throws Exception {
        cli.file("text", "right");
        try (var socket = new ServerSocket(0)) {
            hosts.add("two", socket.getLocalPort());
        }
        verify().exits(6).says("two", "refuses the connection");
        assertThat(Files.exists(cli.path("text"))).isTrue();
    }
}
