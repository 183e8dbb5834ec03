package com.foobar.deploy.template.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatesDocumentationTest {
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    static Stream<Arguments> sections() {
        var callables = new BuiltinCallables();
        return Stream.of(
                Arguments.of("Filters", callables.filterNames()),
                Arguments.of("Tests", callables.testNames()),
                Arguments.of("Lookups", callables.lookupNames()));
    }

    @ParameterizedTest
    @MethodSource("sections")
    void tablesNameWhatThereIs(String section, List<String> names) throws IOException {
        assertThat(namesInTable(section)).containsExactlyInAnyOrderElementsOf(names);
    }

    private static List<String> namesInTable(String section) throws IOException {
        String page = Files.readString(Path.of("docs/templates.md"));
        String text = page.substring(page.indexOf("\n## " + section + "\n"));
        return text.substring(0, text.indexOf("\n## ", 1))
                .lines()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .flatMap(line -> NAME.matcher(line).results().map(match -> match.group(1)))
                .toList();
    }
}
