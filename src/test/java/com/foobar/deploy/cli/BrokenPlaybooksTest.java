package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each directory under {@code broken} holds a playbook with a mistake that people make, and the error it gives. With
 * {@code -Dbroken.write=true} the errors are written anew, to be read before they are committed.
 */
class BrokenPlaybooksTest {
    private static final String HOSTS = """
        all:
          vars: { ansible_connection: local }
          children: { web: { hosts: { web-01: {}, web-02: {} } } }
        """;

    @TempDir
    Path folder;

    static List<String> names() throws IOException {
        try (Stream<Path> cases = Files.list(cases())) {
            return cases.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    private static Path cases() {
        try {
            return Path.of(Objects.requireNonNull(BrokenPlaybooksTest.class.getResource("/broken"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thereAreAtLeastTwenty() throws IOException {
        assertThat(names()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("names")
    void theErrorSaysWhatToDo(String name) throws IOException {
        Path source = cases().resolve(name);
        copy(source);
        var cli = new CommandLineFixture(folder).file("hosts.yml", HOSTS);

        CommandLineFixture.Outcome outcome = cli.run(arguments(source));
        String error = error(bare(outcome.text())) + "exit code " + outcome.exit() + "\n";

        if (Boolean.getBoolean("broken.write")) {
            Files.writeString(Path.of("src/test/resources/broken", name, "expected.txt"), error);
        }
        assertThat(error).isEqualTo(Files.readString(source.resolve("expected.txt")));
    }

    private void copy(Path source) throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(source.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private String[] arguments(Path source) throws IOException {
        var arguments = new ArrayList<>(List.of("apply", folder + "/site.yml", "-y", "-i", folder + "/hosts.yml"));
        Path more = source.resolve("arguments");
        if (Files.exists(more)) {
            String text = Files.readString(more).strip().replace("%", folder + "/");
            arguments.addAll(List.of(text.split(" ")));
        }
        return arguments.toArray(String[]::new);
    }

    /** Without what differs from machine to machine. */
    private String bare(String text) {
        return text.replace(folder.toString(), ".")
                .replace(String.valueOf(folder.getParent()), "..")
                .replace(System.getProperty("user.home"), "~");
    }

    /** The error alone: what the view prints around it is not looked at here. */
    private static String error(String text) {
        List<String> lines = text.lines().toList();
        int first = 0;
        while (first < lines.size() && !lines.get(first).contains("error[FD")) {
            first++;
        }
        assertThat(first).as(text).isLessThan(lines.size());
        int indent = lines.get(first).indexOf("error[FD");
        var error = new StringBuilder(lines.get(first).substring(indent)).append('\n');
        for (int i = first + 1; i < lines.size() && lines.get(i).startsWith(" ".repeat(indent + 2)); i++) {
            error.append(lines.get(i).substring(indent)).append('\n');
        }
        return error.toString();
    }
}
