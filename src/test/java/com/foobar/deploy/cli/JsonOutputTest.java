package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.engine.event.json.EventLine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --output json} prints on standard output: nothing but events, a version first and a recap last. */
class JsonOutputTest {
    @TempDir
    Path folder;

    private CommandLineFixture cli;

    @BeforeEach
    void oneHost() {
        cli = new CommandLineFixture(folder);
        cli.file("hosts.yml", """
            all: { hosts: { web: { ansible_connection: local, db_password: canary-one } } }
            """);
    }

    private static List<EventLine> lines(CommandLineFixture.Outcome outcome) {
        return outcome.out()
                .lines()
                .map(line -> EventLine.parse(line).orElseThrow(() -> new AssertionError("no event: " + line)))
                .toList();
    }

    @Test
    void applyTellsItsEvents() {
        CommandLineFixture.Outcome outcome =
                cli.apply("""
            - hosts: all
              gather_facts: false
              tasks:
                - name: file
                  copy: { content: "a\\n", dest: "%s/made" }
                - name: hidden
                  command: echo {{ db_password }}
                  no_log: true
                - name: wrong
                  command: "false"
            """.formatted(folder), "--output", "json").exits(4);

        List<EventLine> lines = lines(outcome);
        assertThat(lines.getFirst().type()).isEqualTo("version");
        assertThat(lines.getFirst().text("format")).isEqualTo("1.0");
        assertThat(lines.getLast().type()).isEqualTo("recap");
        assertThat(lines.getLast().hosts()).containsOnlyKeys("web");
        assertThat(lines.stream().filter(line -> line.type().equals("result")))
                .extracting(line -> line.task() + ": " + line.text("status"))
                .containsExactly("file: changed", "hidden: changed", "wrong: failed");
        assertThat(outcome.out()).doesNotContain("canary");
        assertThat(outcome.err()).contains("error[FD0801]").doesNotContain("canary");
    }

    @Test
    void planToo() {
        cli.file("site.yml", """
            - hosts: all
              gather_facts: false
              tasks: [{ copy: { content: "a\\n", dest: "%s/made" } }]
            """.formatted(folder));
        CommandLineFixture.Outcome outcome = cli.run(
                        "plan",
                        cli.path("site.yml").toString(),
                        "-i",
                        cli.path("hosts.yml").toString(),
                        "--output=json")
                .exits(0);
        assertThat(lines(outcome))
                .extracting(EventLine::type)
                .startsWith("version", "run")
                .endsWith("recap");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void aRunThatCannotStartSaysSoOnStandardError() {
        cli.apply("- hosts: nobody\n  tasks: [{ copyy: {} }]\n", "--output", "json")
                .exits(2)
                .says("error[FD");
    }
}
