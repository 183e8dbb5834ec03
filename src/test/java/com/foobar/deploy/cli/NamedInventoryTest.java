package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing changes hosts of the default inventory unless somebody has named it or was asked. */
class NamedInventoryTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apply site.yml -y",
                "exec all -- true",
                "promote web-02 -y",
                "rejoin web-02 -y",
                "reseed web-02 -y",
                "release .",
                "rollback"
            })
    void commandsThatAskNothingNeedAnInventoryThatIsNamed(String line) {
        new CommandLineFixture(folder)
                .run(line.split(" "))
                .exits(2)
                .says("needs an inventory that is named", "the default would be inventories/production");
    }

    @Test
    void aPlanSaysWhichInventoryItUses() {
        var cli = new CommandLineFixture(folder).file("site.yml", "- hosts: localhost\n  tasks: []\n");

        CommandLineFixture.Outcome outcome = cli.run("plan", folder + "/site.yml");

        assertThat(outcome.err()).contains("note: no inventory is named; using inventories/production");
        assertThat(cli.run("plan", folder + "/site.yml", "-i", "one,").err()).doesNotContain("no inventory is named");
    }

    @Test
    void aScriptThatIsNotExecutableIsNoInventory() {
        var cli = new CommandLineFixture(folder).file("hosts", "#!/bin/sh\necho '{}'\n");

        cli.run("inventory", "list", "-i", folder + "/hosts").exits(2).says("is not executable", "chmod +x");
    }
}
