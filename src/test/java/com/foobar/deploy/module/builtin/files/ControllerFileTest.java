package com.foobar.deploy.module.builtin.files;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.state.change.FileContent;
import com.foobar.deploy.value.Digests;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControllerFileTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(int size) throws IOException {
        return Files.write(folder.resolve("f"), new byte[size]);
    }

    private static ControllerFile read(Path file) {
        return ControllerFile.read(file, true, VaultReader.NONE);
    }

    @Test
    void aLargeFileIsHashedOnceForAllHosts() throws IOException {
        Path file = file(FileContent.STEP_LIMIT + 1);
        var hash = LargeFiles.sha256(file, Files.size(file));
        assertThat(read(file).content().sha256())
                .isSameAs(hash.join())
                .isEqualTo(Digests.sha256(Files.readAllBytes(file)));
        assertThat(LargeFiles.sha256(file, Files.size(file))).isSameAs(hash);

        Files.write(file, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
        assertThat(read(file).content().sha256()).isEqualTo(Digests.sha256(Files.readAllBytes(file)));
    }

    @Test
    void aLargeFileThatWasWrittenAnewIsHashedAnew() throws IOException {
        Path file = file(FileContent.STEP_LIMIT + 1);
        String before = read(file).content().sha256();
        byte[] other = new byte[FileContent.STEP_LIMIT + 1];
        other[0] = 1;
        Files.write(file, other);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(read(file).content().sha256()).isNotEqualTo(before).isEqualTo(Digests.sha256(other));
    }

    @Test
    void checksumsForResultsAreMadeOfLargeFilesOnlyWhereSomebodyLooks() throws IOException {
        ControllerFile small = read(file(10));
        assertThat(small.checksums(false)).contains(small.checksums());

        Path file = file(FileContent.STEP_LIMIT + 1);
        assertThat(read(file).checksums(false)).isEmpty();
        byte[] bytes = Files.readAllBytes(file);
        assertThat(read(file).checksums(true))
                .contains(new ControllerFile.Checksums(Digests.of("SHA-1", bytes), Digests.of("MD5", bytes)));
    }
}
