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

    /** It is laid out by hand, as picocli does it with the commands themselves, but for words that it would break. */
    @Test
    void theListNeedsNoCommandAndLooksTheSame() {
        CommandLine list = with("--help");
        assertThat(list.getSubcommands()).isEmpty();
        CommandLine whole = TopCommand.create();
        Subcommands.ALL.forEach(command -> command.addTo(whole));
        for (CommandLine.Help.Ansi colors : List.of(CommandLine.Help.Ansi.OFF, CommandLine.Help.Ansi.ON)) {
            assertThat(list.getUsageMessage(colors)).isEqualTo(whole.getUsageMessage(colors));
        }
        for (int width : List.of(60, 79, 81, 100, 132, 200)) {
            list.setUsageHelpWidth(width);
            whole.setUsageHelpWidth(width);
            String text = list.getUsageMessage(CommandLine.Help.Ansi.OFF);
            assertThat(text.lines()).allMatch(line -> line.length() <= width);
            assertThat(text.replaceAll("\\s+", ""))
                    .isEqualTo(whole.getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("\\s+", ""));
        }
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
