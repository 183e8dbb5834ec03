package com.foobar.deploy.module.builtin.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadOnlyCommandsTest {
    static Stream<String> lines() throws IOException {
        try (InputStream input =
                Objects.requireNonNull(ReadOnlyCommandsTest.class.getResourceAsStream("read-only-commands.txt"))) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("lines")
    void shellCodeIsJudged(String line) {
        assertThat(ReadOnlyCommands.shell(line.substring(2))).isEqualTo(line.startsWith("+"));
    }

    @Test
    void wordsOfAProgramAreNoShellCode() {
        assertThat(ReadOnlyCommands.program(List.of("echo", "$(rm x)", ">", "y")))
                .isTrue();
        assertThat(ReadOnlyCommands.program(List.of("nginx", "-t"))).isTrue();
        assertThat(ReadOnlyCommands.program(List.of("nginx", "-s", "reload"))).isFalse();
        assertThat(ReadOnlyCommands.program(List.of())).isFalse();
    }

    @Test
    void aLineBreakEndsWhatIsKnown() {
        assertThat(ReadOnlyCommands.shell("ls\nrm x")).isFalse();
        assertThat(ReadOnlyCommands.shell("ls \\\n -l")).isFalse();
        assertThat(ReadOnlyCommands.program(List.of("mysql", "-e", "select 1\nsystem rm x")))
                .isFalse();
    }
}
