package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both directions with ansible-vault itself, where it is installed; files that it made are among the fixtures too. */
class AnsibleVaultTest {
    private static final String CLEAR = "db_password: s3crét\n";

    @TempDir
    Path folder;

    private CommandLineFixture cli;

    @BeforeEach
    void needsAnsibleVault() {
        boolean installed = Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "ansible-vault")));
        Assumptions.assumeTrue(installed, "ansible-vault is not installed here: apt-get install ansible-core");
        cli = new CommandLineFixture(folder);
        cli.file("one", "correct horse\n").file("two", "pässwörd\n");
    }

    private String ansibleVault(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ansible-vault"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private CommandLineFixture.Outcome vault(String... words) {
        var args = new ArrayList<>(List.of("vault"));
        Stream.of(words).map(word -> word.replace("%", folder + "/")).forEach(args::add);
        return cli.run(args.toArray(String[]::new)).exits(0);
    }

    @Test
    void ansibleReadsWhatIsWrittenHere() throws Exception {
        cli.file("plain.yml", CLEAR).file("labelled.yml", CLEAR);
        vault("encrypt", "%plain.yml", "--vault-password-file", "%one");
        vault("encrypt", "%labelled.yml", "--vault-id", "prod@%two");

        assertThat(ansibleVault("view", "plain.yml", "--vault-password-file", "one"))
                .isEqualTo(CLEAR);
        assertThat(ansibleVault("view", "labelled.yml", "--vault-id", "prod@two"))
                .isEqualTo(CLEAR);
    }

    @Test
    void whatAnsibleWritesIsReadHere() throws Exception {
        cli.file("plain.yml", CLEAR).file("labelled.yml", CLEAR);
        ansibleVault("encrypt", "plain.yml", "--vault-password-file", "one");
        ansibleVault("encrypt", "labelled.yml", "--vault-id", "prod@two");

        assertThat(vault("view", "%plain.yml", "--vault-id", "%one").out()).isEqualTo(CLEAR);
        assertThat(vault("view", "%labelled.yml", "--vault-id", "prod@%two").out())
                .isEqualTo(CLEAR);
        vault("rekey", "%labelled.yml", "--vault-id", "prod@%two", "--new-vault-password-file", "%one");
        assertThat(ansibleVault("view", "labelled.yml", "--vault-password-file", "one"))
                .isEqualTo(CLEAR);
    }
}
