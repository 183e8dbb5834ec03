package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** An option that a text names is one that a command has. */
class OptionsInTextsTest {
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]+");

    @Test
    void explanationsOfErrorsNameOptionsThatExist() throws IOException {
        String text = Files.readString(Path.of("src/main/resources/com/foobar/deploy/diagnostic/explanations.txt"));
        var named = new TreeSet<String>();
        OPTION.matcher(text).results().forEach(match -> named.add(match.group()));

        named.remove("--wait"); // an editor's
        assertThat(named).isNotEmpty();
        assertThat(options()).containsAll(named);
    }

    private static Set<String> options() {
        CommandLine top = TopCommand.create();
        Subcommands.ALL.forEach(command -> command.addTo(top));
        var options = new HashSet<String>();
        commands(top)
                .forEach(command -> command.getCommandSpec().options().stream()
                        .flatMap(option -> Stream.of(option.names()))
                        .forEach(options::add));
        return options;
    }

    private static Stream<CommandLine> commands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(OptionsInTextsTest::commands));
    }
}
