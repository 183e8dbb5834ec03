package com.foobar.deploy.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.Installed;
import com.foobar.deploy.cli.CommandLineFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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

    /** With what zsh's own completion gives to a script for bash. */
    @Test
    void zshRunsTheScript() throws IOException, InterruptedException {
        Installed.assume("zsh");
        var cli = new CommandLineFixture(folder);
        cli.file("completion", cli.run("completion", "zsh").exits(0).out());
        Process zsh = new ProcessBuilder("zsh", "-fc", """
            autoload() { :; }; compinit() { :; }; bashcompinit() { :; }; complete() { :; }
            compgen() { print -r -- "${@[-1]}"; }
            source %s
            setopt ksharrays
            COMP_WORDS=(foobar-deploy runs show 2026) COMP_CWORD=3
            _foobar_deploy
            print -r -- "${COMPREPLY[@]}"
            """.formatted(cli.path("completion")))
                .redirectErrorStream(true)
                .start();

        assertThat(new String(zsh.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("2026\n");
        assertThat(zsh.waitFor()).isZero();
    }

    @Test
    void fishCompletesCommandsOptionsAndValues() throws IOException, InterruptedException {
        Installed.assume("fish");
        var cli = new CommandLineFixture(folder);
        cli.file("fish.fish", cli.run("completion", "fish").exits(0).out())
                .file("host.key", "")
                .file("bin/foobar-deploy", "#!/bin/sh\nfor last; do :; done; echo $2 $last\n");
        Files.setPosixFilePermissions(cli.path("bin/foobar-deploy"), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(fish("foobar-deploy pl")).containsExactly("plan");
        assertThat(fish("foobar-deploy vault e")).containsExactly("edit", "encrypt", "encrypt-string");
        assertThat(fish("foobar-deploy lab up --ssh")).hasSize(1);
        assertThat(fish("foobar-deploy lint --fi")).hasSize(1);
        assertThat(fish("foobar-deploy completion ")).containsExactly("bash", "fish", "zsh");
        assertThat(fish("foobar-deploy plan site.yml --output ")).containsExactly("json", "text");
        assertThat(fish("foobar-deploy plan ")).containsExactly("playbooks plan");
        assertThat(fish("foobar-deploy plan site.yml -l ")).containsExactly("hosts -l");
        assertThat(fish("foobar-deploy lock release ")).containsExactly("hosts release");
        assertThat(fish("foobar-deploy vault edit h")).containsExactly("host.key");
        assertThat(fish("foobar-deploy compl")).hasSize(1);
    }

    /** What fish offers behind the words, without the descriptions. */
    private List<String> fish(String words) throws IOException, InterruptedException {
        var fish = new ProcessBuilder("fish", "--no-config", "-c", "source fish.fish; complete -C '" + words + "'")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        fish.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        fish.environment().put("HOME", folder.toString());
        Process process = fish.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out.lines().map(line -> line.split("\t")[0]).toList();
    }
}
