package com.foobar.deploy.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.cli.CommandLineFixture;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfirmationTest {
    private final StringWriter out = new StringWriter();

    private Confirmation typing(String typed) {
        return new Confirmation(
                "lab",
                "Type the inventory's name, `lab`, to apply this",
                prompt -> {
                    out.append(prompt);
                    return typed;
                },
                new PrintWriter(out));
    }

    @Test
    void theInventorysNameConfirms() {
        assertThat(typing(" lab ").given()).isTrue();
        assertThat(out).hasToString("Type the inventory's name, `lab`, to apply this: ");
    }

    @Test
    void anythingElseDeclines() {
        assertThat(typing("yes").given()).isFalse();
        assertThat(typing("").given()).isFalse();
        assertThat(out.toString()).contains("declined: nothing was changed");
    }

    @Test
    void theNameIsTheLastPartOfTheFirstSource() {
        assertThat(Confirmation.nameOf(List.of("inventories/lab", ".foobar/lab-x/hosts.yml")))
                .isEqualTo("lab");
        assertThat(Confirmation.nameOf(List.of("inventories/lab/"))).isEqualTo("lab");
        assertThat(Confirmation.nameOf(List.of("hosts.ini"))).isEqualTo("hosts.ini");
    }

    @Test
    void whereNobodyCanBeAskedNothingIsTouched(@TempDir Path folder) {
        var cli = new CommandLineFixture(folder)
                .file("hosts.yml", "all: { hosts: { one: { ansible_connection: local } } }\n")
                .file("site.yml", "- hosts: all\n  tasks:\n    - command: touch " + folder.resolve("made") + "\n");

        cli.run(
                        "apply",
                        cli.path("site.yml").toString(),
                        "-i",
                        cli.path("hosts.yml").toString())
                .exits(2)
                .says("error[FD0107]: ", "--yes");
        assertThat(folder.resolve("made")).doesNotExist();
    }
}
