package com.foobar.deploy.cli;

import static com.foobar.deploy.cli.CanaryProject.assertProcessesAreClean;
import static com.foobar.deploy.cli.CanaryProject.assertSilent;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plants secrets in every channel there is, lets hosts print them back, and looks for them in everything that comes out:
 * both streams, JSON, reports, the records of the runs, saved plans, and the command lines of all processes.
 */
class SecretCanaryTest {
    @TempDir
    Path folder;

    private CommandLineFixture cli;
    private SshHosts hosts;
    private CanaryProject project;

    @BeforeEach
    void plant() throws Exception {
        System.setProperty("foobar.records", folder.resolve("records").toString());
        cli = new CommandLineFixture(folder);
        project = new CanaryProject(cli);
        project.plant();
        cli.file("in-environment", CanaryProject.ENVIRONMENT)
                .file("host/web.conf", "a = canary-old-line\n")
                .file("host/web.jinja", "key = canary-old-line\n");
        hosts = new SshHosts(cli);
        hosts.program("curl", "echo \"$*\" >>" + folder + "/host/curl; exec /usr/bin/curl \"$@\"");
        hosts.add("web", "DB_PASSWORD=$(cat " + folder + "/in-environment);export DB_PASSWORD;");
        hosts.line("here", "ansible_connection: local");
    }

    @AfterEach
    void closeHosts() throws IOException {
        System.clearProperty("foobar.records");
        hosts.close();
    }

    @Test
    void noSecretComesOutOfARun() throws IOException {
        assertSilent("plan", project.run("plan", "--out", folder + "/site.plan").text());
        CommandLineFixture.Outcome applied = project.run("apply", "-y").exits(4);
        assertSilent("apply", applied.text());
        applied.says("[secret]", "it fails");

        assertThat(cli.read("host/web.conf")).startsWith("a = canary-by-name\nb = prefix canary-vault-value");
        assertThat(cli.read("host/web.mustache")).startsWith("key = canary-by-name\n");
        assertThat(cli.read("host/web.lines")).contains("other canary-by-name", "one canary-vault-file");
        assertProcessesAreClean("web", cli.read("host/web.processes"));
        assertProcessesAreClean("here", cli.read("host/here.processes"));
        assertSilent("arguments of curl", cli.read("host/curl"));

        assertSilent("resumed", project.run("apply", "-y", "--resume").exits(4).text());
        assertSilent(
                "as JSON",
                project.run("apply", "-y", "--output", "json").exits(4).text());
        assertSilent("runs show", cli.run("runs", "show", "2").text());
        cli.run("report", "--out", folder + "/made/report.html", "--junit", folder + "/made/junit.xml");
        project.assertFilesAreClean(folder.resolve("records"), folder.resolve("made"), Path.of(".foobar"));
    }

    @Test
    void noSecretComesOutOfAVerify() {
        CommandLineFixture.Outcome verified = project.run("verify").exits(6);
        assertSilent("verify", verified.text());
        verified.says("a check that fails");
        assertSilent(
                "verify as JSON",
                project.run("verify", "--output", "json").exits(6).text());
    }

    @Test
    void noSecretComesOutOfWhatShowsAProject() {
        for (List<String> command : List.of(
                List.of("facts", "all"),
                List.of("facts", "all", "--output", "json"),
                List.of("inventory", "list"),
                List.of("inventory", "graph"),
                List.of("inventory", "explain", "web"),
                List.of("exec", "web", "--", "echo {{ app_password }} {{ vaulted }}"))) {
            var words = new ArrayList<>(command);
            words.addAll(words.contains("--") ? words.size() - 2 : words.size(), options(command.getFirst()));
            assertSilent(
                    String.join(" ", command),
                    cli.run(words.toArray(String[]::new)).text());
        }
    }

    private List<String> options(String command) {
        return command.equals("inventory") ? project.options().subList(0, 4) : project.options();
    }
}
