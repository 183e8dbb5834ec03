package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.view.Golden;
import com.foobar.deploy.view.TerminalGrid;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line in a process of its own on a pseudo-terminal, which {@code script} of util-linux makes. */
class PseudoTerminalTest {
    private static final int COLUMNS = 70;
    private static final int ROWS = 20;

    @TempDir
    Path folder;

    private CommandLineFixture cli;

    @BeforeEach
    void makeFiles() {
        cli = new CommandLineFixture(folder);
        cli.file("hosts.yml", """
            all:
              hosts: { db: {}, web-01: {}, web-02: {} }
              vars: { ansible_connection: local }
            """).file("site.yml", """
            - name: site
              hosts: all
              gather_facts: false
              tasks:
                - name: file
                  copy: { content: "a\\nb\\n", dest: "%1$s/{{ inventory_hostname }}" }
                - name: long
                  shell: printf 'first\\033[2J\\n'; sleep 3.0; echo second
                  changed_when: false
                - name: wrong
                  fail: { msg: "no such luck" }
                  when: inventory_hostname == 'db'
            """.formatted(folder));
    }

    @Test
    void aTerminalGetsALiveAreaThatLeavesNoTrace() throws Exception {
        String raw = apply(Map.of("TERM", "xterm-256color"));
        assertThat(raw)
                .containsPattern("web-02  long  \\d")
                .contains("first\\x1b[2J")
                .doesNotContain("\u001b[2J");

        var grid = new TerminalGrid(COLUMNS, ROWS);
        grid.write(raw);
        Golden.check("pseudo-terminal", timeless(grid.text()));
    }

    @Test
    void aDumbTerminalGetsLinesWithoutEscapeSequences() throws Exception {
        String raw = apply(Map.of("TERM", "dumb"));
        assertThat(raw).doesNotContain("\u001b");
        Golden.check("dumb-terminal", timeless(raw.replace("\r\n", "\n")));
    }

    private String timeless(String screen) {
        return screen.replace(folder + "/", "")
                .replaceAll("slowest: .*\\n", "")
                .replaceAll("in [0-9.:]+( s)?\\n", "in T\\n");
    }

    private String apply(Map<String, String> environment) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        String run = "stty cols " + COLUMNS + " rows " + ROWS + "; exec " + java + " -XX:+UseSerialGC -cp '" + classPath
                + "' " + Main.class.getName() + " apply -y site.yml -i hosts.yml";
        var builder = new ProcessBuilder(List.of("script", "-qec", run, "/dev/null"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("CI", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String raw = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(raw).isEqualTo(4);
        return raw;
    }
}
