package com.foobar.deploy.state.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.question.files.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Single files and directories in a directory of another user's. */
class SwappedNamesTest extends SwappedNames {
    private String draftsBecomeLinks() {
        return "for x in " + theirs + "/.foobar-deploy.*; do\n"
                + "  if [ -e \"$x\" ] || [ -L \"$x\" ]; then rm -f \"$x\"; " + link(victim, "\"$x\"") + "; fi\ndone\n";
    }

    static Stream<Arguments> programsOfAWrite() {
        return Arrays.stream(TestShell.values())
                .flatMap(shell -> Stream.of("mktemp", "base64", "sha256sum", "chown", "chmod", "cp", "sync", "mv")
                        .map(program -> Arguments.of(shell, program)));
    }

    @ParameterizedTest
    @MethodSource("programsOfAWrite")
    void aDraftThatBecomesALinkHarmsNobody(TestShell shell, String program) throws IOException {
        Path file = Files.writeString(theirs.resolve("conf"), "old");
        own(file);
        var change = new WriteFile(
                file.toString(),
                look(shell, file),
                FileContent.of("by root\n"),
                new WriteFile.Attributes(owner(), Optional.empty(), Optional.of(0666)),
                "",
                List.of(),
                true,
                true);
        program(program, draftsBecomeLinks());
        make(shell, change);
        victimIsUntouched(shell);
    }

    @ParameterizedTest
    @EnumSource
    void aBackupIsNotWrittenThroughALink(TestShell shell) throws IOException {
        Path file = Files.writeString(theirs.resolve("conf"), "old");
        var change = new WriteFile(
                file.toString(),
                look(shell, file),
                FileContent.of("new"),
                new WriteFile.Attributes(Optional.empty(), Optional.empty(), Optional.of(0666)),
                "",
                List.of(),
                true,
                false);
        // Whoever guesses the time and the process has the name; here date tells it. The parent is the script's shell.
        program(
                "date",
                "echo now; p=$PPID; while [ \"$p\" -gt 1 ]; do " + link(victim, file + ".$p.now~")
                        + "; p=$(cut -d' ' -f4 /proc/$p/stat); done; exit");
        make(shell, change);
        victimIsUntouched(shell);
    }

    @ParameterizedTest
    @EnumSource
    void aNewFolderThatBecomesALinkHarmsNobody(TestShell shell) throws IOException {
        Path path = theirs.resolve("new");
        program("mkdir", "rmdir " + path + "; " + link(victimFolder, path.toString()));
        var change = new MakeDirectory(path.toString(), owner(), Optional.empty(), Optional.of(0777), "");
        make(shell, change);
        victimIsUntouched(shell);
    }

    static Stream<Arguments> namesInAFullFolder() {
        return Arrays.stream(TestShell.values())
                .flatMap(shell -> Stream.of("conf", ".conf", "..conf", "...").map(name -> Arguments.of(shell, name)));
    }

    @ParameterizedTest
    @MethodSource("namesInAFullFolder")
    void aFolderThatIsNotEmptyIsNotTheNewOne(TestShell shell, String name) throws IOException {
        Path path = theirs.resolve("new");
        program("mkdir", ": >" + path + "/" + name + "\n");
        var change = new MakeDirectory(path.toString(), owner(), Optional.empty(), Optional.of(0777), "");
        assertThat(make(shell, change).errorText()).contains("new was replaced meanwhile");
        assertThat(look(shell, path).mode()).isNotEqualTo(0777);
    }

    static Stream<Arguments> programsOfAttributes() {
        return Arrays.stream(TestShell.values())
                .flatMap(shell -> Stream.of("chown", "chmod", "stat").map(program -> Arguments.of(shell, program)));
    }

    @ParameterizedTest
    @MethodSource("programsOfAttributes")
    void aFileThatBecomesALinkIsNotGivenAway(TestShell shell, String program) throws IOException {
        Path file = Files.writeString(theirs.resolve("conf"), "x");
        Path inner = Files.createDirectory(theirs.resolve("inner"));
        program(
                program,
                "rm -rf " + file + " " + inner + "; " + link(victim, file.toString()) + "; "
                        + link(victimFolder, inner.toString()));
        var desired = new SetAttributes.Desired(owner(), Optional.empty(), Optional.of(0666));
        make(
                shell,
                new SetAttributes(
                        "both",
                        Map.of(file.toString(), desired, inner.toString(), desired),
                        Map.of(file.toString(), look(shell, file), inner.toString(), look(shell, inner))));
        victimIsUntouched(shell);
    }

    @ParameterizedTest
    @EnumSource
    void aSocketInTheirFolderGetsItsModeAsideOfThem(TestShell shell) throws IOException {
        Path fifo = theirs.resolve("fifo");
        assertThat(shell.run(ShellText.lit("mkfifo").arg(fifo.toString())).ok()).isTrue();
        own(fifo);
        var desired = new SetAttributes.Desired(Optional.empty(), Optional.empty(), Optional.of(0660));
        StepResult result = make(shell, SetAttributes.of(fifo.toString(), desired, look(shell, fifo)));
        assertThat(result.errorText()).isEmpty();
        assertThat(look(shell, fifo).mode()).isEqualTo(0660);
        assertThat(theirs.toFile().list()).containsExactly("fifo");
    }

    @ParameterizedTest
    @EnumSource
    void aLinkOfTheirsIsFollowedToTheirFoldersOnly(TestShell shell) throws IOException {
        Assumptions.assumeTrue(root(), "only root can give links away");
        Path release = Files.createDirectory(theirs.resolve("release"));
        own(release);
        own(Files.createSymbolicLink(theirs.resolve("current"), Path.of("release")));
        own(Files.createSymbolicLink(theirs.resolve("bad"), victimFolder));

        assertThat(make(shell, write(theirs.resolve("current/conf"))).errorText())
                .isEmpty();
        assertThat(release.resolve("conf")).hasContent("by root");

        Path path = theirs.resolve("bad/conf");
        for (HostChange.Scripted change : List.of(
                write(path),
                new MakeDirectory(path.toString(), owner(), Optional.empty(), Optional.empty(), ""),
                new Remove(path.toString(), true),
                new MakeLink(path.toString(), "x", false, FileState.MISSING))) {
            assertThat(make(shell, change).errorText())
                    .contains("bad is a link of user 65534 and leads to " + victimFolder.toRealPath());
        }
        victimIsUntouched(shell);
    }

    private static WriteFile write(Path path) {
        return new WriteFile(
                path.toString(),
                FileState.MISSING,
                FileContent.of("by root"),
                WriteFile.Attributes.KEPT,
                "",
                List.of(),
                false,
                false);
    }
}
