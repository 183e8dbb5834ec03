package com.foobar.deploy.site.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CutOffDrillsTest {
    private static final Path TASKS = Path.of("roles/mysql/tasks");

    /** A task that was renamed would never be seen, and the drill would kill nothing. */
    @Test
    void everyTaskThatAKillWaitsForIsInTheRole() throws IOException {
        assertThat(taskNames()).containsAll(CutOffDrills.awaitedTasks());
    }

    private static Set<String> taskNames() throws IOException {
        try (Stream<Path> files = Files.list(TASKS)) {
            return files.flatMap(CutOffDrillsTest::lines)
                    .map(String::strip)
                    .filter(line -> line.startsWith("- name: "))
                    .map(line -> line.substring("- name: ".length()))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
