package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever commands print: data that is kept within bounds, and never obeyed by the terminal. */
class OutputTest {
    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;

    @BeforeEach
    void makeHosts() throws Exception {
        cli = new CommandLineFixture(folder);
        hosts = new SshHosts(cli);
        hosts.add("web");
    }

    @AfterEach
    void closeHosts() throws IOException {
        hosts.close();
    }

    @Test
    void binaryOutputIsData() {
        CommandLineFixture.Outcome outcome = cli.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - shell: printf 'a\\000\\377\\033[2Jb\\n{{ "{{" }} nothere }}\\n'
                  register: printed
                - debug: { var: printed.stdout_lines }
                - debug: { msg: "{{ printed.stdout }}" }
                - assert: { that: "printed.stdout_lines | length == 2" }
            """, "-vv").exits(0);

        assertThat(outcome.text()).doesNotContain("\033").doesNotContain("\000");
        cli.run("exec", "all", "-i", cli.path("hosts.yml").toString(), "--shell", "--", "printf 'a\\033[2Jb'")
                .exits(0)
                .says("web: rc 0\n  a\\x1b[2Jb\n");
    }

    @Test
    void aMessageForMoreVerbosityIsShownWithThat() {
        String playbook = """
            - hosts: all
              gather_facts: false
              tasks:
                - debug: { msg: details, verbosity: 1 }
                - debug: { msg: "level {{ ansible_verbosity }}" }
            """;
        assertThat(cli.apply(playbook).exits(0).says("level 0").text()).doesNotContain("web: details");
        cli.apply(playbook, "-vv").exits(0).says("web: details", "level 2");
    }

    @Test
    void binaryErrorsToo() {
        CommandLineFixture.Outcome outcome =
                cli.apply("""
                    - hosts: all
                      gather_facts: false
                      tasks:
                        - shell: printf 'oh\\033[2J\\377 no\\n' >&2; exit 3
                    """).exits(4).says("error[FD0801]: non-zero return code (3): oh\\x1b[2J\uFFFD no");

        assertThat(outcome.text()).doesNotContain("\033");
    }

    @Test
    void endlessOutputEndsWithTheTasksTimeout() {
        cli.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - command: "yes"
                  timeout: 1
                  register: printed
                  ignore_errors: true
                - assert: { that: printed is failed }
                - copy: { content: "on\\n", dest: "%s/on" }
            """.formatted(folder)).exits(0).says("the step took longer than 1 s");
        assertThat(cli.read("on")).isEqualTo("on\n");
    }

    @Test
    void fiftyMegabytesAreCutAndSaidSo() {
        cli.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - shell: yes | head -c 50000000
                  register: printed
                - assert: { that: "printed.stdout_lines | length == 4194304" }
            """)
                .exits(0)
                .says("warning: `web`: the output was longer than 8 MB; 41611392 bytes more are not kept"
                        + " (site.yml:4:7)");
    }
}
