package com.foobar.deploy.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtraVarsTest {
    private CommandLineFixture cli;

    @BeforeEach
    void makeFiles(@TempDir Path folder) {
        cli = new CommandLineFixture(folder)
                .file("hosts.yml", "all: { hosts: { one: { ansible_connection: local } } }\n");
    }

    /** Of a command line as a shell hands it on: the file's name is a word of its own. */
    @Test
    void areReadFromFilesTextsAndWords() {
        cli.file("vars.yml", "from_yaml: [1, 2]\n").file("vars.json", "{\"from_json\": {\"a\": null}}\n");
        cli.apply(
                        """
                        - hosts: all
                          gather_facts: false
                          tasks:
                            - assert:
                                that:
                                  - from_yaml == [1, 2]
                                  - from_json.a is none
                                  - inline.n == 5
                                  - word == 'two words' and number == '5'
                        """,
                        "-e",
                        "@" + cli.path("vars.yml"),
                        "--extra-vars=@" + cli.path("vars.json"),
                        "-e",
                        "{inline: {n: 5}}",
                        "-e",
                        "word='two words' number=5")
                .exits(0);
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        cli.apply("- hosts: all\n", "-e", "@missing.yml").exits(2).says("missing.yml");
    }
}
