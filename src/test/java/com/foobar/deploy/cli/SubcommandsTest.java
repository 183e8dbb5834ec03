package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** Commands are read when they are named: that must not show. */
class SubcommandsTest {
    private CommandLineFixture cli;

    @BeforeEach
    void start(@TempDir Path folder) {
        cli = new CommandLineFixture(folder);
    }

    @Test
    void helpListsEveryCommandWithItsDescription() {
        String help = cli.run("--help").exits(0).out();
        for (Class<?> command : Subcommands.ALL) {
            Command annotation = command.getAnnotation(Command.class);
            if (annotation.hidden()) {
                continue;
            }
            assertThat(help.replaceAll("\\s+", " "))
                    .contains(annotation.name())
                    .contains(annotation.description()[0]);
        }
    }

    @Test
    void withoutArgumentsItIsTheSame() {
        assertThat(cli.run().out()).isEqualTo(cli.run("--help").out());
    }

    @Test
    void aCommandIsFoundByItsAlias() {
        assertThat(cli.run("check", "--help").exits(0).out())
                .isEqualTo(cli.run("plan", "--help").out());
    }

    @Test
    void nestedCommandsAreThere() {
        cli.run("lab", "up", "--help").exits(0).says("--ssh-port-base");
    }

    @Test
    void aMisspeltCommandIsCompared() {
        cli.run("aply").exits(2).says("did you mean `apply`");
    }
}
