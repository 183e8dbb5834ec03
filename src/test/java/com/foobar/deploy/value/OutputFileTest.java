package com.foobar.deploy.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.Installed;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.value.vault.VaultFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aVaultIsNotWrittenOverAFifo() throws IOException {
        Installed.assume("mkfifo");
        Path fifo = folder.resolve("fifo");
        new ProcessBuilder("mkfifo", fifo.toString())
                .inheritIO()
                .start()
                .onExit()
                .join();
        var file = new VaultFile(fifo);
        assertThatThrownBy(() -> file.replace("x".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(DeployException.class)
                .hasMessageContaining(fifo + "` is a fifo, which is not replaced");
        assertThat(Files.isRegularFile(fifo)).isFalse();
    }

    @Test
    void whatIsAFileOrMissingMayBeWritten() throws IOException {
        OutputFile.refuseSpecial(folder.resolve("missing"));
        OutputFile.refuseSpecial(Files.createFile(folder.resolve("file")));
        assertThatThrownBy(() -> OutputFile.refuseSpecial(folder)).hasMessageContaining("is a directory");
    }
}
