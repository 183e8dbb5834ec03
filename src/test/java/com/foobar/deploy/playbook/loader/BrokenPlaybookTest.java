package com.foobar.deploy.playbook.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file in playbook/broken says in its first line which error it gives, where, and what the error tells. */
class BrokenPlaybookTest {
    private static final Path FOLDER = Fixtures.file("broken");
    private static final Pattern EXPECTED = Pattern.compile("# (\\w+) (?:(\\S+):)?(\\d+:\\d+) (.+)");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void saysWhatIsWrongAndWhere(String name) throws IOException {
        Path file = FOLDER.resolve(name);
        Matcher expected = EXPECTED.matcher(Files.readAllLines(file).getFirst());
        assertThat(expected.matches()).as("the first line of " + name).isTrue();

        DeployException error = catchThrowableOfType(
                DeployException.class, () -> Fixtures.loader().load(file));

        assertThat(error).as("the error of " + name).isNotNull();
        Diagnostic diagnostic = error.diagnostic();
        String where = expected.group(2) == null ? name : expected.group(2);
        assertThat(diagnostic.code().name()).as(diagnostic.toString()).isEqualTo(expected.group(1));
        assertThat(diagnostic.place().orElseThrow().toString()).endsWith("/" + where + ":" + expected.group(3));
        assertThat(diagnostic.message() + "\n" + String.join("\n", diagnostic.advice()))
                .contains(expected.group(4).strip());
    }
}
