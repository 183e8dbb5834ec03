package com.foobar.deploy.module;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.module.builtin.BuiltinModules;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs {@code src/test/resources/decisions/MODULE/*.yaml}: each file is a {@link DecisionFixture}, or several by name
 * below {@code cases}.
 */
class DecisionFixturesTest {
    private static final ModuleRegistry REGISTRY = BuiltinModules.registry();

    @TestFactory
    Stream<DynamicNode> decisions() throws IOException, URISyntaxException {
        var root = Path.of(Objects.requireNonNull(DecisionFixturesTest.class.getResource("/decisions"))
                .toURI());
        return children(root)
                .filter(Files::isDirectory)
                .map(folder -> DynamicContainer.dynamicContainer(name(folder), fixtures(folder)));
    }

    private static Stream<DynamicNode> fixtures(Path folder) {
        return children(folder).filter(file -> name(file).endsWith(".yaml")).flatMap(file -> fixtures(folder, file));
    }

    private static Stream<DynamicNode> fixtures(Path folder, Path file) {
        var fixture = (MapValue) withoutTemplates(new YamlFile(VaultReader.NONE)
                .read(file)
                .orElseThrow(() -> new AssertionError(file + " is empty"))
                .toValue());
        if (fixture.get("cases") instanceof MapValue cases) {
            return cases.strings().entrySet().stream()
                    .map(entry -> test(folder, entry.getKey(), (MapValue) entry.getValue()));
        }
        return Stream.of(test(folder, name(file), fixture));
    }

    private static DynamicNode test(Path folder, String title, MapValue fixture) {
        return DynamicTest.dynamicTest(name(folder) + ": " + title, () -> {
            Module<?> module = REGISTRY.find(name(folder))
                    .orElseThrow(() -> new AssertionError("there is no module " + name(folder)));
            assertThat(module.summary()).isNotBlank();
            new DecisionFixture(module, fixture, folder).run();
        });
    }

    /** Arguments reach a module evaluated; variables in fixtures are plain as well. */
    private static Value withoutTemplates(Value value) {
        return switch (value) {
            case TextValue text -> text.withoutTemplate();
            case ListValue list ->
                new ListValue(list.items().stream()
                        .map(DecisionFixturesTest::withoutTemplates)
                        .toList());
            case MapValue map -> map.mapValues(DecisionFixturesTest::withoutTemplates);
            default -> value;
        };
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.sorted().toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }
}
