package com.foobar.deploy.state.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.TestQuestions;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Another user owns the folder and swaps names for links between two steps. A program on the path, which the script
 * calls between them, does it in its stead: the swap comes at the worst moment, every time.
 */
class SwappedNamesTest {
    private static final String NOBODY = "65534";

    @TempDir
    private Path base = Path.of("");

    private Path theirs = Path.of("");
    private Path victim = Path.of("");
    private Path victimFolder = Path.of("");
    private Path programs = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        theirs = Files.createDirectory(base.resolve("theirs"));
        Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rwxrwxrwx"));
        own(theirs);
        victim = Files.writeString(base.resolve("victim"), "of root\n");
        Files.setPosixFilePermissions(victim, PosixFilePermissions.fromString("rw-------"));
        victimFolder = Files.createDirectory(base.resolve("etc"));
        Files.setPosixFilePermissions(victimFolder, PosixFilePermissions.fromString("rwx------"));
        programs = Files.createDirectory(base.resolve("programs"));
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    private static void own(Path path) throws IOException {
        if (root()) {
            Files.setAttribute(path, "unix:uid", Integer.parseInt(NOBODY), java.nio.file.LinkOption.NOFOLLOW_LINKS);
        }
    }

    private static Optional<String> owner() {
        return root() ? Optional.of(NOBODY) : Optional.empty();
    }

    /** @param swap shell code that runs before the program of this name, for mktemp and mkdir behind it */
    private void program(String name, String swap) throws IOException {
        boolean behind = name.equals("mktemp") || name.equals("mkdir");
        String run = behind ? name + " \"$@\" || exit\n" + swap : swap + "\nexec " + name + " \"$@\"\n";
        Path file = programs.resolve(name);
        Files.writeString(file, "#!/bin/sh\nPATH=${PATH#*:}\nexport PATH\n" + run);
        file.toFile().setExecutable(true);
    }

    private StepResult make(TestShell shell, HostChange.Scripted change) {
        return shell.run(ShellText.lit("PATH=")
                .glue(programs.toString())
                .and(":$PATH\nexport PATH\n")
                .and(change.script()));
    }

    private static FileState look(TestShell shell, Path path) {
        return TestQuestions.ask(shell, FileQuestion.content(path.toString()));
    }

    /** Made by them: a link of root's would be trusted. */
    private static String link(Path target, String name) {
        return "ln -s " + target + " " + name + (root() ? "; chown -h " + NOBODY + " " + name : "");
    }

    private String draftsBecomeLinks() {
        return "for x in " + theirs + "/.foobar-deploy.*; do\n"
                + "  if [ -e \"$x\" ] || [ -L \"$x\" ]; then rm -f \"$x\"; " + link(victim, "\"$x\"") + "; fi\ndone\n";
    }

    private void victimIsUntouched(TestShell shell) throws IOException {
        FileState now = look(shell, victim);
        assertThat(now.mode()).isEqualTo(0600);
        assertThat(now.text()).contains("of root\n");
        assertThat(now.uid()).isEqualTo(look(shell, base).uid());
        assertThat(look(shell, victimFolder).uid()).isEqualTo(now.uid());
        assertThat(look(shell, victimFolder).mode()).isEqualTo(0700);
        assertThat(victimFolder).isEmptyDirectory();
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
                owner(),
                Optional.empty(),
                Optional.of(0666),
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
                Optional.empty(),
                Optional.empty(),
                Optional.of(0666),
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
        var wish = new SetAttributes.Wish(owner(), Optional.empty(), Optional.of(0666));
        make(
                shell,
                new SetAttributes(
                        "both",
                        Map.of(file.toString(), wish, inner.toString(), wish),
                        Map.of(file.toString(), look(shell, file), inner.toString(), look(shell, inner))));
        victimIsUntouched(shell);
    }

    @ParameterizedTest
    @EnumSource
    void aSocketInTheirFolderGetsItsModeAsideOfThem(TestShell shell) throws IOException {
        Path fifo = theirs.resolve("fifo");
        assertThat(shell.run(ShellText.lit("mkfifo").arg(fifo.toString())).ok()).isTrue();
        own(fifo);
        var wish = new SetAttributes.Wish(Optional.empty(), Optional.empty(), Optional.of(0660));
        StepResult result = make(shell, SetAttributes.of(fifo.toString(), wish, look(shell, fifo)));
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
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(),
                false,
                false);
    }
}
