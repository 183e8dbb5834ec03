package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The program's own options, which are put together by hand. */
class TopCommandTest {
    @TempDir
    Path folder;

    @Test
    void helpIsTheTextInTheFile() throws IOException {
        for (String option : List.of("--help", "-h")) {
            assertThat(run(option).exits(0).out()).isEqualTo(text("help.txt"));
        }
    }

    @Test
    void theVersionIsOneLine() {
        for (String option : List.of("--version", "-V")) {
            assertThat(run(option).exits(0).out())
                    .isEqualTo("foobar-deploy (from classes), Java %d\n"
                            .formatted(Runtime.version().feature()));
        }
    }

    @Test
    void theStandardOptionsAreThoseOfTheCommands() {
        CommandLine top = TopCommand.create();
        Subcommands.addTo(top, List.of("plan"));
        var plan = Objects.requireNonNull(top.getSubcommands().get("plan"));
        for (String name : List.of("-h", "-V")) {
            var own = top.getCommandSpec().findOption(name);
            var common = plan.getCommandSpec().findOption(name);
            assertThat(own.names()).isEqualTo(common.names());
            assertThat(own.description()).isEqualTo(common.description());
            assertThat(own.usageHelp()).isEqualTo(common.usageHelp());
            assertThat(own.versionHelp()).isEqualTo(common.versionHelp());
        }
    }

    @Test
    void aTraceCanBeAskedForBeforeAndAfterTheCommand() {
        for (var words : List.of(
                List.of("--stacktrace", "plan", "nowhere.yml"), List.of("plan", "nowhere.yml", "--stacktrace"))) {
            assertThat(run(words.toArray(String[]::new)).err()).contains("\tat com.foobar.deploy");
        }
    }

    private CommandLineFixture.Outcome run(String... words) {
        return new CommandLineFixture(folder).run(words);
    }

    private static String text(String name) throws IOException {
        try (InputStream file = TopCommandTest.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
