package com.foobar.deploy.state.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.question.files.FileState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that walk through a tree of another user's: rm and tar. */
class SwappedTreesTest extends SwappedNames {
    /** The file that the link would lead to. */
    private Path inVictimFolder() throws IOException {
        return Files.writeString(victimFolder.resolve("conf"), "of root\n");
    }

    private void tree() throws IOException {
        Path inner = Files.createDirectories(theirs.resolve("tree/inner"));
        Files.writeString(inner.resolve("conf"), "old\n");
        own(theirs.resolve("tree"));
        own(inner);
        own(inner.resolve("conf"));
    }

    private String innerBecomesALink() {
        String inner = theirs + "/tree/inner";
        return "if [ -d " + inner + " ] && [ ! -L " + inner + " ]; then mv " + inner + " " + base + "/gone; "
                + link(victimFolder, inner) + "; fi\n";
    }

    /** Busybox's rm looks at a name and follows it afterwards; GNU's holds each directory by a descriptor. */
    private void walkingRm() throws IOException {
        Path rm = programs.resolve("rm");
        Files.writeString(rm, """
            #!/bin/sh
            PATH=${PATH#*:}
            export PATH
            swap() {
            %s}
            walk() {
              if [ -d "$1" ] && [ ! -L "$1" ]; then
                case $1 in */inner) swap ;; esac
                for e in "$1"/*; do [ ! -e "$e" ] || walk "$e"; done
                rmdir "$1"
              else rm -f "$1"
              fi
            }
            case $1 in
              --version) echo BusyBox ;;
              -rf) walk "$3" ;;
              *) swap; exec rm "$@" ;;
            esac
            """.formatted(innerBecomesALink()));
        rm.toFile().setExecutable(true);
    }

    @ParameterizedTest
    @EnumSource
    void aTreeIsRemovedWithoutFollowingALinkThatComesMeanwhile(TestShell shell) throws IOException {
        Path kept = inVictimFolder();
        tree();
        walkingRm();
        make(shell, new Remove(theirs.resolve("tree").toString(), true));
        assertThat(kept).hasContent("of root");
    }

    @ParameterizedTest
    @EnumSource
    void aTreeOfOddNamesIsRemovedByAnyRm(TestShell shell) throws IOException {
        Path tree = Files.createDirectories(theirs.resolve("tree"));
        for (String name : List.of("-rf", "a b", ".hidden", "..two", "*", "line\nbreak")) {
            Files.writeString(Files.createDirectory(tree.resolve(name)).resolve(name), "x");
            Files.writeString(tree.resolve(name + "file"), "x");
        }
        Files.createSymbolicLink(tree.resolve("to"), victimFolder);
        Files.createDirectory(tree.resolve("empty"));
        Path kept = inVictimFolder();
        Path rm = Files.writeString(
                programs.resolve("rm"),
                "#!/bin/sh\nPATH=${PATH#*:}\n[ \"$1\" != --version ] || { echo BusyBox; exit; }\n"
                        + "[ \"$1\" != -rf ] || exit 1\nexec rm \"$@\"\n");
        rm.toFile().setExecutable(true);
        StepResult result = make(shell, new Remove(tree.toString(), true));
        assertThat(result.errorText()).isEmpty();
        assertThat(tree).doesNotExist();
        assertThat(kept).exists();
    }

    /** An archive with no entry for the directory: tar follows a link in its place. */
    private Path archive() throws IOException {
        Path source = Files.createDirectories(base.resolve("source/tree/inner"));
        Files.writeString(source.resolve("conf"), "new\n");
        Files.setPosixFilePermissions(source.resolve("conf"), PosixFilePermissions.fromString("rw-r-----"));
        Files.createDirectories(base.resolve("source/fresh/deep"));
        Files.setPosixFilePermissions(base.resolve("source/fresh"), PosixFilePermissions.fromString("rwxr-x---"));
        Files.writeString(base.resolve("source/fresh/deep/file"), "deep\n");
        Files.createSymbolicLink(base.resolve("source/fresh/link"), Path.of("deep/file"));
        Files.setLastModifiedTime(base.resolve("source/fresh"), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        Path archive = base.resolve("a.tar");
        run(List.of(
                "tar", "-cf", archive.toString(), "-C", base.resolve("source").toString(), "tree/inner/conf", "fresh"));
        return archive;
    }

    private static void run(List<String> command) throws IOException {
        assertThat(new ProcessBuilder(command)
                        .inheritIO()
                        .start()
                        .onExit()
                        .join()
                        .exitValue())
                .isZero();
    }

    private UnpackArchive unpack(Path archive, List<String> options) {
        return new UnpackArchive(
                "a.tar",
                theirs.toString(),
                Optional.of(archive.toString()),
                false,
                Optional.empty(),
                options,
                List.of(),
                List.of());
    }

    static Stream<Arguments> programsOfUnpacking() {
        return Arrays.stream(TestShell.values())
                .flatMap(shell -> Stream.of("tar", "mktemp", "stat", "chown", "chmod", "touch", "mv", "rm", "find")
                        .map(program -> Arguments.of(shell, program)));
    }

    @ParameterizedTest
    @MethodSource("programsOfUnpacking")
    void anArchiveIsNotUnpackedThroughALinkThatComesMeanwhile(TestShell shell, String program) throws IOException {
        tree();
        program(program, innerBecomesALink());
        make(shell, unpack(archive(), List.of()));
        victimIsUntouched(shell);
    }

    /** The directory that the archive is unpacked in is not one that somebody has put in its place. */
    @ParameterizedTest
    @EnumSource
    void thePrivateFolderCannotBeReplaced(TestShell shell) throws IOException {
        program(
                "mktemp",
                "for x in " + theirs + "/.foobar-deploy.*; do mv \"$x\" " + base + "/gone; "
                        + link(victimFolder, "\"$x\"") + "; done\n");
        make(shell, unpack(archive(), List.of()));
        victimIsUntouched(shell);
    }

    static Stream<Arguments> namesInAFullFolder() {
        return SwappedNamesTest.namesInAFullFolder();
    }

    @ParameterizedTest
    @MethodSource("namesInAFullFolder")
    void aPrivateFolderThatIsNotEmptyIsRefused(TestShell shell, String name) throws IOException {
        program("mktemp", "for x in " + theirs + "/.foobar-deploy.*; do : >\"$x\"/" + name + "; done\n");
        assertThat(make(shell, unpack(archive(), List.of())).errorText()).contains("was replaced meanwhile");
        assertThat(theirs.resolve("fresh")).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void anArchiveIsMergedIntoATreeOfAnotherUser(TestShell shell) throws IOException {
        tree();
        Files.writeString(theirs.resolve("tree/inner/other"), "theirs\n");
        int mode = look(shell, theirs.resolve("tree/inner")).mode();
        Path archive = archive();
        StepResult result = make(shell, unpack(archive, List.of()));
        assertThat(result.errorText()).isEmpty();
        assertThat(result.ok()).isTrue();
        assertThat(theirs.resolve("tree/inner/conf")).hasContent("new");
        assertThat(theirs.resolve("tree/inner/other")).hasContent("theirs");
        assertThat(look(shell, theirs.resolve("tree/inner/conf")).mode()).isEqualTo(0640);
        FileState inner = look(shell, theirs.resolve("tree/inner"));
        assertThat(inner.mode()).isEqualTo(mode);
        assertThat(inner.uid()).isEqualTo(look(shell, theirs).uid());
        assertThat(look(shell, theirs.resolve("fresh")).mode()).isEqualTo(0750);
        assertThat(theirs.resolve("fresh/link")).isSymbolicLink();
        assertThat(theirs.resolve("fresh/deep/file")).hasContent("deep");
        assertThat(theirs.toFile().list()).containsExactlyInAnyOrder("tree", "fresh");

        // A directory that is in the archive gets the archive's mode, as tar gives it.
        Files.setPosixFilePermissions(theirs.resolve("fresh"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.delete(theirs.resolve("fresh/link"));
        Files.createDirectory(theirs.resolve("fresh/link"));
        assertThat(make(shell, unpack(archive, List.of())).errorText()).isEmpty();
        // Busybox's tar gives directories their times before it fills them.
        assertThat(look(shell, theirs.resolve("fresh")).mode()).isEqualTo(shell == TestShell.BUSYBOX ? 0777 : 0750);
        assertThat(theirs.resolve("fresh/link")).isSymbolicLink();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNewerIsKeptWhereThatIsWanted(TestShell shell) throws IOException {
        tree();
        Path archive = archive();
        Path newer = Files.writeString(theirs.resolve("tree/inner/conf"), "newer\n");
        newer.toFile().setLastModified(System.currentTimeMillis() + 100_000);
        var options = shell == TestShell.BUSYBOX ? List.of("-k") : List.of("--keep-newer-files");
        make(shell, unpack(archive, options));
        assertThat(newer).hasContent("newer");
        assertThat(theirs.resolve("fresh/deep/file")).hasContent("deep");
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedArchiveLeavesNothingBehind(TestShell shell) throws IOException {
        Path archive = Files.writeString(base.resolve("bad.tar"), "no archive");
        assertThat(make(shell, unpack(archive, List.of())).ok()).isFalse();
        assertThat(theirs.toFile().list()).isEmpty();
        assertThat(Files.exists(theirs, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
}
