package com.foobar.deploy.value.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditorTest {
    @TempDir
    Path folder;

    private Editor editor(String script) throws IOException {
        Path program = Files.writeString(folder.resolve("editor"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new Editor(Map.of("EDITOR", program + " --wait", "XDG_RUNTIME_DIR", memory().toString()));
    }

    private Path memory() throws IOException {
        return Files.createDirectories(folder.resolve("memory"));
    }

    private void assertNothingIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(memory())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theTextLiesWhereOnlyItsOwnerSeesIt() throws IOException {
        Path seen = folder.resolve("seen");
        Editor editor =
                editor("stat -c %%a:%%n \"$2\" \"$(dirname \"$2\")\" > %s; cp \"$2\" \"$2~\"; echo new >> \"$2\""
                        .formatted(seen));

        byte[] edited = editor.edit("vault.yml", "old\n".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(edited, StandardCharsets.UTF_8)).isEqualTo("old\nnew\n");
        assertThat(Files.readAllLines(seen).getFirst()).startsWith("600:").endsWith("/vault.yml");
        assertThat(Files.readAllLines(seen).getLast()).startsWith("700:" + memory());
        assertNothingIsLeft();
    }

    @Test
    void nothingIsLeftWhenTheEditorFails() throws IOException {
        Editor editor = editor("echo half > \"$2\"; exit 3");

        DeployException failure =
                catchThrowableOfType(DeployException.class, () -> editor.edit("vault.yml", new byte[] {'x'}));

        assertThat(failure.diagnostic().code()).isEqualTo(ErrorCode.EDITOR_FAILED);
        assertThat(failure).hasMessageEndingWith("failed: it ended with code 3");
        assertNothingIsLeft();
    }
}
