package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands are read when they are named: that must not show. */
class SubcommandsTest {
    private CommandLineFixture cli;

    @BeforeEach
    void start(@TempDir Path folder) {
        cli = new CommandLineFixture(folder);
    }

    @Test
    void helpListsEveryCommandWithItsDescription() {
        String help = cli.run("--help").exits(0).out().replaceAll("\\s+", " ");
        for (Subcommand command : Subcommands.ALL) {
            if (!command.hidden()) {
                String names = String.join(", ", command.names());
                assertThat(help)
                        .contains(" " + names + " " + command.description().getFirst());
            }
        }
    }

    @Test
    void aHiddenCommandIsNotListed() {
        assertThat(cli.run("--help").out()).doesNotContain("Prints words for a shell's completion.");
    }

    @Test
    void withoutArgumentsItIsTheSame() {
        assertThat(cli.run().out()).isEqualTo(cli.run("--help").out());
    }

    @Test
    void aCommandHasItsNameAndDescription() {
        assertThat(cli.run("apply", "--help").exits(0).out())
                .startsWith("Usage: foobar-deploy apply [")
                .contains("""
                Brings the hosts to the state that the playbook describes.
                Shows the plan first and asks for the inventory's name; -y skips both.
                """);
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

    @Test
    void theVersionNeedsNone() {
        assertThat(with("--version").getSubcommands()).isEmpty();
        assertThat(with("-V").getSubcommands()).isEmpty();
    }

    @Test
    void theListLooksAtNoClass() {
        assertThat(with("--help").getSubcommands().values())
                .isNotEmpty()
                .allSatisfy(listed ->
                        assertThat(listed.getCommandSpec().userObject()).isNull());
    }

    @Test
    void onlyTheOneThatIsNamedIsRead() {
        assertThat(with("plan", "site.yml").getSubcommands()).containsOnlyKeys("plan", "check");
    }

    private static CommandLine with(String... arguments) {
        CommandLine top = TopCommand.create();
        Subcommands.addTo(top, List.of(arguments));
        return top;
    }
}
