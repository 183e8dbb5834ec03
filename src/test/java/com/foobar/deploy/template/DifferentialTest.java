package com.foobar.deploy.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Compares expressions and templates with what Jinja2 answers, as record_expressions.py wrote it down. */
class DifferentialTest {
    private static final Path FIXTURES = Path.of("src/test/resources/template/differential");

    @TempDir
    private Path folder;

    private final Templates templates = new Templates(VaultReader.NONE, Map.of());
    private final AtomicInteger count = new AtomicInteger();

    @TestFactory
    Stream<DynamicContainer> agreesWithJinja() throws IOException {
        List<Path> files;
        try (var listed = Files.list(FIXTURES)) {
            files = listed.sorted().toList();
        }
        return files.stream().map(this::container);
    }

    private DynamicContainer container(Path file) {
        var fixture = (MapValue)
                new YamlFile(VaultReader.NONE).read(file).orElseThrow().toValue();
        var variables = (MapValue) plain(fixture.find("variables").orElseThrow());
        var cases = (ListValue) fixture.find("cases").orElseThrow();
        return DynamicContainer.dynamicContainer(
                file.getFileName().toString(),
                cases.items().stream().map(each -> test((MapValue) plain(each), variables)));
    }

    /** The fixtures' texts are data here, and no templates. */
    private static Value plain(Value value) {
        return switch (value) {
            case com.foobar.deploy.value.TextValue text -> text.withoutTemplate();
            case ListValue list ->
                Value.of(list.items().stream().map(DifferentialTest::plain).toList());
            case MapValue map -> map.mapValues(DifferentialTest::plain);
            default -> value;
        };
    }

    private DynamicTest test(MapValue example, MapValue variables) {
        Value shown =
                example.find("expression").orElseGet(() -> example.find("files").orElseThrow());
        String name = PythonText.str(shown).replace("\n", "\\n");
        return DynamicTest.dynamicTest(name.isEmpty() ? "(empty)" : name, () -> check(example, variables));
    }

    private void check(MapValue example, MapValue variables) throws IOException {
        Optional<Value> fails = example.find("fails");
        if (fails.isEmpty()) {
            String expected = PythonText.str(example.find("expected").orElseThrow());
            assertThat(answer(example, variables)).isEqualTo(expected);
            return;
        }
        var error = catchThrowableOfType(DeployException.class, () -> answer(example, variables));
        assertThat(error).as("Jinja2 fails here").isNotNull();
        switch (PythonText.str(fails.get())) {
            case "syntax" -> assertThat(error.diagnostic().code()).isEqualTo(ErrorCode.TEMPLATE_SYNTAX);
            case "unknown" ->
                assertThat(error.diagnostic().code()).isIn(ErrorCode.UNKNOWN_FILTER, ErrorCode.TEMPLATE_SYNTAX);
            case "undefined" -> assertThat(error.diagnostic().code()).isEqualTo(ErrorCode.UNDEFINED_VARIABLE);
            default -> assertThat(error.diagnostic().code()).isNotEqualTo(ErrorCode.TEMPLATE_SYNTAX);
        }
    }

    private String answer(MapValue example, MapValue variables) throws IOException {
        var expression = example.find("expression");
        if (expression.isPresent()) {
            String text = PythonText.str(expression.get());
            Scope scope = Scope.of(variables.strings(), FileSearch.NOWHERE);
            return PythonText.repr(templates.evaluate(TextValue.trusted(text), scope));
        }
        Path home = Files.createDirectory(folder.resolve("case" + count.incrementAndGet()));
        var files = ((MapValue) example.find("files").orElseThrow()).strings();
        for (var file : files.entrySet()) {
            Files.writeString(home.resolve(file.getKey()), PythonText.str(file.getValue()));
        }
        Scope scope = Scope.of(variables.strings(), new FileSearch(List.of(home)));
        return templates.renderFile(home.resolve("main"), scope).text();
    }
}
