package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The plan and the question of {@code apply}, on a pseudo-terminal that {@code script} of util-linux makes. */
class ConfirmedApplyTest {
    private static final String QUESTION = "to apply this: ";

    @TempDir
    Path folder;

    private CommandLineFixture cli = new CommandLineFixture(Path.of(""));

    @BeforeEach
    void makeFiles() {
        cli = new CommandLineFixture(folder)
                .file("hosts.yml", """
                    all:
                      vars: { ansible_connection: local }
                      hosts: { one: }
                      children: { second: { hosts: { two: { of_host: shown } } } }
                    """)
                .file("group_vars/second.yml", "of_group: shown\n")
                .file("vars.yml", "of_file: shown\n")
                .file("more.yml", copied("included"))
                .file("site.yml", """
                    - hosts: second
                      gather_facts: false
                      vars: { of_play: shown }
                      vars_files: [vars.yml]
                      tasks:
                        - copy:
                            content: "{{ of_host }} {{ of_group }} {{ of_file }} {{ of_play }}"
                            dest: %s/result
                        - include_tasks: "{{ 'more' }}.yml"
                    """.formatted(folder));
    }

    private String copied(String content) {
        return "- copy: { content: " + content + ", dest: " + folder + "/" + content + " }\n";
    }

    @ParameterizedTest
    @CsvSource({"hosts.yml", "group_vars/second.yml", "vars.yml", "site.yml"})
    void whatChangesDuringTheQuestionIsNotApplied(String file) throws Exception {
        String raw = applied("hosts.yml", () -> cli.file(file, cli.read(file).replace("shown", "changed")));

        assertThat(cli.read("result")).as(raw).isEqualTo("shown shown shown shown");
    }

    @Test
    void tasksAreThoseThatWereShown() throws Exception {
        applied("hosts.yml", () -> cli.file("more.yml", copied("other")));

        assertThat(folder.resolve("included")).exists();
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void aScriptOfTheInventoryRunsOnce() throws Exception {
        cli.file("hosts.sh", """
            #!/bin/sh
            echo ran >> runs
            echo '{"second": {"hosts": ["two"]},'
            echo '"_meta": {"hostvars": {"two": {"ansible_connection": "local", "of_host": "shown"}}}}'
            """);
        assertThat(cli.path("hosts.sh").toFile().setExecutable(true)).isTrue();

        applied("hosts.sh", () -> {});

        assertThat(cli.read("runs")).isEqualTo("ran\n");
    }

    /** Changes something while the question is open, answers it, and gives what the terminal showed. */
    private String applied(String inventory, Runnable meanwhile) throws IOException, InterruptedException {
        Process process = start(inventory);
        try {
            var raw = new ByteArrayOutputStream();
            readTo(QUESTION, process.getInputStream(), raw);
            meanwhile.run();
            process.getOutputStream().write((inventory + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            process.getInputStream().transferTo(raw);
            String shown = raw.toString(StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(shown).isZero();
            return shown;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void readTo(String end, InputStream from, ByteArrayOutputStream raw) throws IOException {
        while (!raw.toString(StandardCharsets.UTF_8).endsWith(end)) {
            int next = from.read();
            assertThat(next).as(raw.toString(StandardCharsets.UTF_8)).isNotNegative();
            raw.write(next);
        }
    }

    private Process start(String inventory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        String run = "exec " + java + " -XX:+UseSerialGC -cp '" + classPath + "' " + Main.class.getName()
                + " apply site.yml -i " + inventory;
        var builder = new ProcessBuilder(List.of("script", "-qec", run, "/dev/null"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("TERM", "dumb");
        builder.environment()
                .put("HOME", Files.createDirectories(folder.resolve("home")).toString());
        return builder.start();
    }
}
