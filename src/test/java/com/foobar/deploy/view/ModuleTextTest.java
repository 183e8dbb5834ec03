package com.foobar.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.engine.Modules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModuleTextTest {
    @Test
    void thePageOnModulesIsWhatTheModulesSay() throws IOException {
        assertThat(ModuleText.markdown(new Modules().registry()))
                .as("write it anew with: ./foobar-deploy docs --markdown > docs/modules.md")
                .isEqualTo(Files.readString(Path.of("docs/modules.md")));
    }
}
