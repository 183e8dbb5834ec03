package com.foobar.deploy.state.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.TestQuestions;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileChangesTest {
    @TempDir
    private Path folder = Path.of("");

    private static WriteFile write(Path path, FileState before, String content) {
        return new WriteFile(
                path.toString(),
                before,
                FileContent.of(content),
                WriteFile.Attributes.KEPT,
                "",
                List.of(),
                false,
                false);
    }

    private static WriteFile validated(WriteFile change, String... words) {
        return new WriteFile(
                change.path(),
                change.before(),
                change.content(),
                new WriteFile.Attributes(
                        change.attributes().owner(), change.attributes().group(), Optional.of(0600)),
                "",
                List.of(words),
                true,
                false);
    }

    private static FileState look(TestShell shell, Path path) {
        return TestQuestions.ask(shell, FileQuestion.content(path.toString()));
    }

    private static StepResult make(TestShell shell, HostChange.Scripted change) {
        return shell.run(change.script());
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).toList().stream();
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesANewFileWithTheModeOfTheUmask(TestShell shell) throws IOException {
        Path file = folder.resolve("a 'b'\n$(c)");
        StepResult result = make(shell, write(file, FileState.MISSING, "hello\n"));
        assertThat(result.errorText()).isEmpty();
        assertThat(result.ok()).isTrue();
        assertThat(Files.readString(file)).isEqualTo("hello\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
        assertThat(names()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void replacesAFileAndKeepsItsMode(TestShell shell) throws IOException {
        Path file = Files.writeString(folder.resolve("conf"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        WriteFile change = write(file, look(shell, file), "new");
        assertThat(make(shell, change).ok()).isTrue();
        FileState after = look(shell, file);
        assertThat(after.text()).contains("new");
        assertThat(after.mode()).isEqualTo(0751);
        assertThat(change.after())
                .usingRecursiveComparison()
                .ignoringFields("identity.inode", "times")
                .isEqualTo(after);
        assertThat(names()).containsExactly("conf");
    }

    @ParameterizedTest
    @EnumSource
    void leavesAFileThatIsNoLongerTheOneRead(TestShell shell) throws IOException {
        Path file = Files.writeString(folder.resolve("conf"), "old");
        FileState before = look(shell, file);
        Files.writeString(file, "by somebody else");
        assertThat(make(shell, write(file, before, "new")).rc()).isEqualTo(HostChange.STALE);
        assertThat(make(shell, write(file, FileState.MISSING, "new")).rc()).isEqualTo(HostChange.STALE);
        Files.delete(file);
        assertThat(make(shell, write(file, before, "new")).rc()).isEqualTo(HostChange.STALE);
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void validatesTheDraftFirst(TestShell shell) throws IOException {
        Path file = Files.writeString(folder.resolve("conf"), "old");
        WriteFile change = write(file, look(shell, file), "new words");
        StepResult refused = make(shell, validated(change, "grep", "-q", "other", "%s"));
        assertThat(refused.rc()).isEqualTo(1);
        assertThat(refused.errorText()).contains("failed to validate: grep ended with status 1");
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(names()).containsExactly("conf");

        StepResult accepted = make(shell, validated(change, "grep", "new words", "%s"));
        assertThat(accepted.ok()).isTrue();
        assertThat(Files.readString(file)).isEqualTo("new words");
        String backup = accepted.text().strip();
        assertThat(backup).matches(file + "\\.\\d+\\.\\d{4}-\\d\\d-\\d\\d@\\d\\d:\\d\\d:\\d\\d~");
        assertThat(Files.readString(Path.of(backup))).isEqualTo("old");
    }

    @ParameterizedTest
    @EnumSource
    void replacesALinkAndNotWhatItLeadsTo(TestShell shell) throws IOException {
        Path target = Files.createDirectory(folder.resolve("folder"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("folder"));
        assertThat(make(shell, write(link, look(shell, link), "new")).ok()).isTrue();
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(Files.readString(link)).isEqualTo("new");
        assertThat(target).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource
    void refusesAFolderAndAMissingOne(TestShell shell) {
        assertThat(make(shell, write(folder, FileState.MISSING, "x")).errorText())
                .contains("is a directory");
        assertThat(make(shell, write(folder.resolve("no/file"), FileState.MISSING, "x"))
                        .errorText())
                .contains("the directory " + folder + "/no does not exist");
    }

    @ParameterizedTest
    @EnumSource
    void aFullDiskLeavesTheOldFile(TestShell shell) throws IOException {
        Path file = Files.writeString(folder.resolve("conf"), "old");
        WriteFile change = write(file, look(shell, file), "x".repeat(100_000));
        // As a full disk would, the limit stops the write in the middle.
        StepResult result = shell.run(ShellText.lit("ulimit -f 16\n").and(change.script()));
        assertThat(result.ok()).isFalse();
        assertThat(Files.readString(file)).isEqualTo("old");
        assertThat(names()).containsExactly("conf");
    }

    @ParameterizedTest
    @EnumSource
    void streamsWhatIsLarge(TestShell shell) throws IOException {
        Path file = folder.resolve("large");
        byte[] bytes = new byte[FileContent.STEP_LIMIT + 1];
        new java.util.Random(7).nextBytes(bytes);
        FileContent content = FileContent.of(bytes, false);
        WriteFile change = new WriteFile(
                file.toString(),
                FileState.MISSING,
                content,
                new WriteFile.Attributes(Optional.empty(), Optional.empty(), Optional.of(0600)),
                "",
                List.of(),
                false,
                false);
        assertThat(change.input()).isPresent();
        assertThat(shell.run(change.script(), new ByteArrayInputStream(bytes)).ok())
                .isTrue();
        assertThat(Files.readAllBytes(file)).isEqualTo(bytes);

        // The connection broke in the middle: the hash tells.
        StepResult cut = shell.run(change.script(), new ByteArrayInputStream(bytes, 0, 1000));
        assertThat(cut.errorText()).contains("is not what was sent");
        assertThat(names()).containsExactly("large");
    }

    @ParameterizedTest
    @EnumSource
    void sweepsOldDraftsOnly(TestShell shell) throws IOException {
        Path old = Files.createFile(folder.resolve(".foobar-deploy.aaaaaa"));
        Path recent = Files.createFile(folder.resolve(".foobar-deploy.bbbbbb"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(49))));
        assertThat(make(shell, write(folder.resolve("x"), FileState.MISSING, "x"))
                        .ok())
                .isTrue();
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    @ParameterizedTest
    @EnumSource
    void makesFoldersAndThoseAboveThem(TestShell shell) {
        Path path = folder.resolve("a/b/c d");
        var change = new MakeDirectory(path.toString(), Optional.empty(), Optional.empty(), Optional.of(02750), "");
        assertThat(make(shell, change).ok()).isTrue();
        assertThat(look(shell, path).mode()).isEqualTo(02750);
        assertThat(look(shell, folder.resolve("a")).mode()).isEqualTo(02750);
    }

    @ParameterizedTest
    @EnumSource
    void aFolderThatSomebodyElseHasMadeMeanwhileIsLookedAtAgain(TestShell shell) throws IOException {
        Path path = Files.createDirectory(
                folder.resolve("theirs"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var change = new MakeDirectory(path.toString(), Optional.empty(), Optional.empty(), Optional.of(0755), "");
        assertThat(make(shell, change).rc()).isEqualTo(HostChange.STALE);
        assertThat(look(shell, path).mode()).isEqualTo(0700);
    }

    @ParameterizedTest
    @EnumSource
    void aFileInTheWayOfAFolderIsSaid(TestShell shell) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        var change = new MakeDirectory(file.toString(), Optional.empty(), Optional.empty(), Optional.empty(), "");
        StepResult result = make(shell, change);
        assertThat(result.rc()).isEqualTo(1);
        assertThat(result.errorText()).contains("File exists");
    }

    @ParameterizedTest
    @EnumSource
    void makesAndReplacesLinks(TestShell shell) throws IOException {
        Path link = folder.resolve("link");
        Files.createDirectory(folder.resolve("one"));
        assertThat(make(shell, new MakeLink(link.toString(), "one", false, FileState.MISSING))
                        .ok())
                .isTrue();
        FileState first = look(shell, link);
        assertThat(make(shell, new MakeLink(link.toString(), "-two", false, first))
                        .ok())
                .isTrue();
        assertThat(Files.readSymbolicLink(link)).isEqualTo(Path.of("-two"));
        assertThat(make(shell, new MakeLink(link.toString(), "three", false, first))
                        .rc())
                .isEqualTo(HostChange.STALE);
        assertThat(folder.resolve("one")).isEmptyDirectory();

        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(make(shell, new MakeLink(link.toString(), file.toString(), true, look(shell, link)))
                        .ok())
                .isTrue();
        assertThat(Files.isSameFile(link, file)).isTrue();
        assertThat(names()).containsExactlyInAnyOrder("one", "link", "file");
    }

    @ParameterizedTest
    @EnumSource
    void setsAttributes(TestShell shell) throws IOException {
        Path file = Files.writeString(folder.resolve("a b"), "x");
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwxrwxrwx"));
        var desired = new SetAttributes.Desired(
                Optional.of(System.getProperty("user.name")), Optional.empty(), Optional.of(0604));
        var change = new SetAttributes("two", Map.of(file.toString(), desired, inner.toString(), desired), Map.of());
        assertThat(make(shell, change).errorText()).isEmpty();
        assertThat(look(shell, file).mode()).isEqualTo(0604);
        assertThat(look(shell, inner).mode()).isEqualTo(0604);
        Files.setPosixFilePermissions(inner, PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @EnumSource
    void removes(TestShell shell) throws IOException {
        Path file = Files.createDirectories(folder.resolve("-a/b")).resolve("c");
        Files.writeString(file, "x");
        assertThat(make(shell, new Remove(folder.resolve("-a").toString(), true))
                        .ok())
                .isTrue();
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "/.", "/./", "/etc/..", "..", "/../x", ".", "~", "~root/", "~/."})
    void neverRemovesTheRoot(String path) {
        assertThatThrownBy(() -> new Remove(path, true)).isInstanceOf(DeployException.class);
    }

    @Test
    void aSecretContentIsMasked() {
        var change = new WriteFile(
                "/etc/key",
                FileState.MISSING,
                FileContent.of(new byte[] {1, 2, 3}, true),
                new WriteFile.Attributes(Optional.of("root"), Optional.of("ssl cert"), Optional.of(0640)),
                "",
                List.of("check", "-f%s"),
                false,
                true);
        assertThat(change.script().toString()).endsWith("""
            target /etc/key
            draft
            base64='[secret]'
            fill
            arrived 039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81
            own 'root:ssl cert'
            mode 0640
            accept check -f"$a"
            expect missing
            in_place
            commit
            """);
    }
}
