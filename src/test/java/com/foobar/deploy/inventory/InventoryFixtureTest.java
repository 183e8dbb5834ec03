package com.foobar.deploy.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.VaultReader;
import com.foobar.deploy.value.yaml.YamlFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each directory holds a source and what {@code ansible-inventory --list} of ansible-core 2.14 prints for it. */
class InventoryFixtureTest {
    static Stream<Path> fixtures() throws IOException, URISyntaxException {
        Path root = Path.of(InventoryFixtureTest.class.getResource("/inventory").toURI());
        return Files.list(root).filter(Files::isDirectory).sorted();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void listsAsAnsibleDoes(Path fixture) throws IOException {
        Path source;
        try (Stream<Path> files = Files.list(fixture)) {
            source = files.filter(file -> file.getFileName().toString().startsWith("source"))
                    .findFirst()
                    .orElseThrow();
        }
        Optional<Path> playbook = Optional.of(fixture.resolve("play")).filter(Files::isDirectory);

        MapValue listed = Inventory.load(List.of(source.toString()), playbook, VaultReader.NONE)
                .list();

        MapValue expected = (MapValue) new YamlFile(VaultReader.NONE)
                .read(fixture.resolve("expected.json"))
                .orElseThrow()
                .toValue();
        assertThat(listed.strings().keySet())
                .containsExactlyInAnyOrderElementsOf(expected.strings().keySet());
        expected.strings()
                .forEach((group, content) -> assertThat(
                                ((MapValue) listed.find(group).orElseThrow()).strings())
                        .as(group)
                        .isEqualTo(((MapValue) content).strings()));
    }
}
