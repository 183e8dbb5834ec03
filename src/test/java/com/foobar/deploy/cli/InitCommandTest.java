package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InitCommandTest {
    @TempDir
    Path folder;

    @Test
    void theStarterProjectIsFreeOfFindingsAndCanBePlanned() {
        var cli = new CommandLineFixture(folder);
        String project = cli.path("project").toString();

        cli.run("init", project).exits(0).says("foobar-deploy plan site.yml -i inventory.yml");
        assertThat(cli.run("lint", project, "-i", project + "/inventory.yml")
                        .exits(0)
                        .out())
                .isEqualTo("nothing found\n");
        cli.run(
                        "plan",
                        project + "/site.yml",
                        "-i",
                        project + "/inventory.yml",
                        "-e",
                        "greeting_file=" + folder + "/hi")
                .exits(0)
                .says("The greeting");
        cli.run(
                        "apply",
                        project + "/site.yml",
                        "-i",
                        project + "/inventory.yml",
                        "-y",
                        "-e",
                        "greeting_file=" + folder + "/hi")
                .exits(0);
        assertThat(cli.read("hi")).isEqualTo("Hello from localhost\n");
        cli.run("init", project).exits(2).says("is there already; nothing was written");
    }

    @Test
    void theProjectsWordsAreCompleted() {
        var cli = new CommandLineFixture(folder)
                .file("hosts.yml", "all: { children: { web: { hosts: { web-01: {} } } } }\n")
                .file("site.yml", "- hosts: all\n  tasks:\n    - debug:\n      tags: [config]\n");

        assertThat(cli.run(
                                "complete",
                                "hosts",
                                "--",
                                "plan",
                                "-i",
                                cli.path("hosts.yml").toString(),
                                "-l")
                        .out())
                .isEqualTo("all\nungrouped\nweb\nweb-01\n");
        assertThat(cli.run(
                                "complete",
                                "tags",
                                "--",
                                "plan",
                                cli.path("site.yml").toString(),
                                "-t")
                        .out())
                .isEqualTo("config\n");
        assertThat(cli.run("complete", "tags", "--", "plan", "-t").exits(0).text())
                .isEmpty();
        assertThat(cli.run("complete", "hosts", "--", "-i", "nowhere.yml")
                        .exits(0)
                        .text())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void theScriptOfBashParses(String shell) throws IOException, InterruptedException {
        String script =
                new CommandLineFixture(folder).run("completion", shell).exits(0).out();

        assertThat(script).contains("_foobar_deploy()", "--detailed-exitcode", "rekey");
        Process bash =
                new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
        bash.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
        bash.getOutputStream().close();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(bash.waitFor()).isZero();
    }

    @Test
    void theScriptOfFishNamesCommandsAndOptions() {
        assertThat(new CommandLineFixture(folder)
                        .run("completion", "fish")
                        .exits(0)
                        .out())
                .contains("-n __fish_use_subcommand -a plan -d 'Shows what apply would do, and changes nothing.'")
                .contains("-n '__fish_seen_subcommand_from lint' -l fix")
                .doesNotContain("-a complete ");
    }
}
