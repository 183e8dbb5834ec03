package com.foobar.deploy.state.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.question.files.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is neither a file nor a link stays what it is, though it came after the decision; a mount point is written in place. */
class SpecialFilesTest {
    @TempDir
    private Path folder = Path.of("");

    private static WriteFile write(Path path, boolean inPlace) {
        return new WriteFile(
                path.toString(),
                FileState.MISSING,
                FileContent.of("new"),
                new WriteFile.Attributes(Optional.empty(), Optional.empty(), Optional.of(0640)),
                "",
                List.of(),
                false,
                inPlace);
    }

    @ParameterizedTest
    @EnumSource
    void aFifoStaysOne(TestShell shell) {
        Path fifo = folder.resolve("fifo");
        assertThat(shell.run(ShellText.lit("mkfifo").arg(fifo.toString())).ok()).isTrue();
        for (boolean inPlace : List.of(false, true)) {
            StepResult result = shell.run(write(fifo, inPlace).script());
            assertThat(result.errorText()).contains(fifo + " is a fifo");
        }
        assertThat(Files.isRegularFile(fifo)).isFalse();
        assertThat(folder.toFile().list()).containsExactly("fifo");
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceStaysOne(TestShell shell) {
        Path device = folder.resolve("null");
        boolean made = shell.run(ShellText.lit("mknod").arg(device.toString()).and(" c 1 3"))
                .ok();
        Assumptions.assumeTrue(made, "no device can be made here");
        assertThat(shell.run(write(device, true).script()).errorText()).contains(device + " is a character device");
        assertThat(shell.run(ShellText.lit("[ -c").arg(device.toString()).and(" ]"))
                        .ok())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aMountPointIsWrittenInPlace(TestShell shell) throws IOException {
        Path file = Files.writeString(folder.resolve("hosts"), "old");
        Path behind = Files.writeString(folder.resolve("behind"), "old");
        // In a namespace of its own, as in a container whose engine mounts /etc/hosts.
        var mounted = List.of(
                "unshare", "-m", "sh", "-c", "mount --bind \"$0\" \"$1\" && shift && exec \"$@\"", behind.toString());
        boolean able = shell.runBy(with(mounted, file), ShellText.lit(":")).ok();
        Assumptions.assumeTrue(able, "nothing can be mounted here");
        var change = new WriteFile(
                file.toString(),
                FileState.MISSING.withContent(3, FileContent.of("old").sha256(), Optional.empty()),
                FileContent.of("new"),
                new WriteFile.Attributes(Optional.empty(), Optional.empty(), Optional.of(0640)),
                "",
                List.of(),
                false,
                false);
        StepResult result = shell.runBy(with(mounted, file), change.script());
        assertThat(result.errorText()).isEmpty();
        assertThat(result.ok()).isTrue();
        assertThat(behind).hasContent("new");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("hosts", "behind");
    }

    private static List<String> with(List<String> command, Path last) {
        var words = new java.util.ArrayList<>(command);
        words.add(last.toString());
        return words;
    }
}
