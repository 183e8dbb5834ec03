package com.foobar.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ErrorPageTest {
    @Test
    void thePageOnErrorsIsWhatTheCodesSay() throws IOException {
        assertThat(ErrorPage.markdown())
                .as("write it anew with: ./foobar-deploy docs --errors --markdown > docs/errors.md")
                .isEqualTo(Files.readString(Path.of("docs/errors.md")));
    }

    @Test
    void oneCodeIsExplainedInTheTerminal() {
        assertThat(ErrorPage.terminal(ErrorCode.YAML_DUPLICATE_KEY)).isEqualTo("""
                FD0202: A mapping has the same key twice

                A mapping has the same key twice. YAML would silently drop the first.

                Hosts: No host was touched.
                Try: join the two, or rename one
                Exit code: 2 (the command line or a file is not valid; no host was touched)
                """);
    }
}
