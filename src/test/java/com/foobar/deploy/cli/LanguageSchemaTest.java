package com.foobar.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageSchemaTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"playbook", "inventory"})
    void theFileIsWhatTheLoaderKnows(String kind) throws IOException {
        assertThat(new CommandLineFixture(folder)
                        .run("docs", "--schema", kind)
                        .exits(0)
                        .out())
                .as("write it anew with: ./foobar-deploy docs --schema " + kind + " > docs/schema/" + kind + ".json")
                .isEqualTo(Files.readString(Path.of("docs/schema/" + kind + ".json")));
    }
}
