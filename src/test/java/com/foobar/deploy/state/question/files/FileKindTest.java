package com.foobar.deploy.state.question.files;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.state.TestQuestions;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.question.files.FileState.Type;
import com.foobar.deploy.value.Digests;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FileKindTest {
    private static final String HELLO_HASH = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        return file;
    }

    @ParameterizedTest
    @EnumSource
    void describesFilesOfAllKinds(TestShell shell) throws IOException {
        Path file = file("a", "hello\n");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a"));
        var ofFile = FileQuestion.content(file.toString());
        var ofFolder = FileQuestion.attributes(folder.toString());
        var ofLink = FileQuestion.hash(link.toString());
        var through = ofLink.following();
        var missing = FileQuestion.content(folder.resolve("none/of/it").toString());
        var device = FileQuestion.hash("/dev/null");
        var answers = TestQuestions.ask(shell, List.of(ofFile, ofFolder, ofLink, through, missing, device));

        FileState state = answers.to(ofFile);
        assertThat(state.type()).isEqualTo(Type.FILE);
        assertThat(state.mode()).isEqualTo(0640);
        assertThat(state.size()).isEqualTo(6);
        assertThat(state.sha256()).contains(HELLO_HASH);
        assertThat(state.text()).contains("hello\n");
        assertThat(state.owner()).isEqualTo(System.getProperty("user.name"));
        assertThat(state.access() & 6).isEqualTo(6);
        assertThat((long) state.modified())
                .isEqualTo(Files.getLastModifiedTime(file).toInstant().getEpochSecond());
        assertThat(answers.to(ofFolder)).extracting(FileState::type).isEqualTo(Type.DIRECTORY);
        assertThat(answers.to(ofLink)).satisfies(found -> {
            assertThat(found.type()).isEqualTo(Type.LINK);
            assertThat(found.sha256()).isEmpty();
            assertThat(found.linkTarget()).contains("a");
            assertThat(found.realPath()).contains(file.toRealPath().toString());
        });
        assertThat(answers.to(through)).satisfies(found -> {
            assertThat(found.type()).isEqualTo(Type.FILE);
            assertThat(found.sha256()).contains(HELLO_HASH);
        });
        assertThat(answers.to(missing)).isEqualTo(FileState.MISSING);
        assertThat(answers.to(device)).extracting(FileState::type).isEqualTo(Type.CHARACTER);
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhereADirectoryReallyIs(TestShell shell) throws IOException {
        Path real = Files.createDirectory(folder.toRealPath().resolve("real place"));
        Files.createSymbolicLink(real.resolveSibling("link"), Path.of("real place"));
        Files.createSymbolicLink(real.resolveSibling("far"), Path.of("link"));
        Files.createSymbolicLink(real.resolveSibling("nowhere"), Path.of("later/x"));
        Files.createSymbolicLink(real.resolveSibling("loop"), Path.of("loop"));
        String top = requireNonNull(real.getParent()).toString();
        var expected = new LinkedHashMap<String, Optional<String>>();
        expected.put("/real place/a", Optional.empty());
        expected.put("/link/a", Optional.of(real + "/a"));
        expected.put("/far/none/b", Optional.of(real + "/none/b"));
        expected.put("/link/../real place//c", Optional.of(real + "/c"));
        expected.put("/nowhere/d", Optional.of(top + "/later/x/d"));
        expected.put("/loop/e", Optional.of(top + "/loop/e"));
        expected.put("/link", Optional.empty());
        var questions = new ArrayList<FileQuestion>();
        expected.keySet().forEach(path -> questions.add(FileQuestion.attributes(top + path)));
        questions.add(FileQuestion.attributes("~no-such-user-here/a"));
        questions.add(FileQuestion.attributes("relative/a"));
        var answers = TestQuestions.ask(shell, questions);
        expected.forEach((path, place) -> {
            if (!path.startsWith("/loop")) {
                assertThat(answers.to(FileQuestion.attributes(top + path)).place())
                        .as(path)
                        .isEqualTo(place);
            }
        });
        assertThat(answers.to(FileQuestion.attributes(top + "/loop/e")).exists())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void takesNamesAsTheyAre(TestShell shell) throws IOException {
        var questions = new ArrayList<FileQuestion>();
        for (String name :
                List.of("a b", "-n", "it's", "two\nlines", "back\\slash", "$(x)", "*", "s:1", "é", "tab\t")) {
            questions.add(FileQuestion.content(file(name, name).toString()));
            Path link = folder.resolve("to " + name);
            Files.createSymbolicLink(link, Path.of(name));
            questions.add(FileQuestion.hash(link.toString()).following());
            questions.add(FileQuestion.attributes(link.toString()));
        }
        var answers = TestQuestions.ask(shell, questions);
        for (int i = 0; i < questions.size(); i += 3) {
            String name = Path.of(questions.get(i).path()).getFileName().toString();
            String hash = Digests.sha256(name.getBytes(StandardCharsets.UTF_8));
            assertThat(answers.to(questions.get(i)).text()).contains(name);
            assertThat(answers.to(questions.get(i)).sha256()).contains(hash);
            assertThat(answers.to(questions.get(i + 1)).sha256()).contains(hash);
            assertThat(answers.to(questions.get(i + 2)).linkTarget()).contains(name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsBinaryEmptyAndLargeFiles(TestShell shell) throws IOException {
        byte[] all = new byte[256];
        for (int i = 0; i < 256; i++) {
            all[i] = (byte) i;
        }
        Path binary = Files.write(folder.resolve("binary"), all);
        Path empty = Files.createFile(folder.resolve("empty"));
        Path limit = Files.write(folder.resolve("limit"), new byte[FileState.CONTENT_LIMIT]);
        Path large = Files.write(folder.resolve("large"), new byte[FileState.CONTENT_LIMIT + 1]);
        var questions = List.of(binary, empty, limit, large, Path.of("/proc/self/stat")).stream()
                .map(path -> FileQuestion.content(path.toString()))
                .toList();
        var answers = TestQuestions.ask(shell, questions);
        assertThat(answers.to(questions.get(0)).content()).contains(new FileState.Content(all));
        assertThat(answers.to(questions.get(1)).text()).contains("");
        assertThat(answers.to(questions.get(2)).content()).isPresent();
        assertThat(answers.to(questions.get(3))).satisfies(state -> {
            assertThat(state.content()).isEmpty();
            assertThat(state.sha256()).isPresent();
        });
        assertThat(answers.to(questions.get(4)).text().orElseThrow()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void fillsInHomeFolders(TestShell shell) {
        var home = FileQuestion.attributes("~");
        var root = FileQuestion.attributes("~root/");
        var nobody = FileQuestion.attributes("~no.such.user/.profile");
        var answers = TestQuestions.ask(shell, List.of(home, root, nobody));
        assertThat(answers.to(home).realPath()).contains(System.getenv("HOME"));
        assertThat(answers.to(root).realPath()).contains("/root/");
        assertThat(answers.to(nobody).exists()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void tellsUnreadableFromMissing(TestShell shell) throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.writeString(closed.resolve("secret"), "x");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        var inside = FileQuestion.content(closed.resolve("secret").toString());
        var beside = FileQuestion.content(folder.resolve("other").toString());
        var questions = List.of(inside, beside);

        var answers = TestQuestions.ask(shell::runUnprivileged, questions);
        assertThat(answers.to(inside)).extracting(FileState::type).isEqualTo(Type.UNREADABLE);
        assertThat(answers.to(beside)).isEqualTo(FileState.MISSING);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void forksDoNotGrowWithThePaths() {
        var questions = new ArrayList<FileQuestion>();
        for (int i = 0; i < 3000; i++) {
            questions.add(FileQuestion.hash("/some/folder/with/a/long/name/and/file/number/" + i));
        }
        String script = FileKind.INSTANCE.script(questions).reveal();
        assertThat(script.lines().filter(line -> line.startsWith("stats "))).hasSize(2);
        assertThat(script.lines().filter(line -> line.startsWith("sums "))).hasSize(2);
        assertThat(script.lines().filter(line -> !line.startsWith("note ")).mapToInt(String::length))
                .allMatch(length -> length < 120_000);
    }

    @Test
    void refusesWhatItDidNotAskFor() {
        var question = FileQuestion.content("/a");
        for (String answer : List.of(
                "",
                "end",
                "s:81a4:0:0",
                "s:zz:0:0:6:1:1:1:1:1:1:root:root:/a\nend\n",
                "s:ffff81a4:0:0:6:1:1:1:1:1:1:root:root:/a\nend\n",
                "s:81a4:0:0:-6:1:1:1:1:1:1:root:root:/a\nend\n",
                "u:7\nend\n",
                "u:99999999999999999999\nend\n",
                "l:0:100\na\nend\n",
                "l:0:-1\na\nend\n",
                "c:0\n!!\n.\nend\n",
                "c:0\naGVsbG8K\n",
                "h:0:xyz\nend\n",
                "e:0:r\nend\n",
                "rubbish\nend\n")) {
            assertThatThrownBy(() -> FileKind.INSTANCE.parse(List.of(question), StepResult.of(0, answer, "")))
                    .as(answer)
                    .isInstanceOf(DeployException.class)
                    .hasMessageContaining("not understood");
        }
    }

    @Test
    void refusesACutAnswer() {
        var result = new StepResult(0, "end\n".getBytes(StandardCharsets.UTF_8), new byte[0], 5, 0);
        assertThatThrownBy(() -> FileKind.INSTANCE.parse(List.of(FileQuestion.hash("/a")), result))
                .isInstanceOf(DeployException.class);
    }

    @Test
    void pathsAreWords() {
        assertThat(HostPath.word("/a b").reveal()).isEqualTo(" '/a b'");
        assertThat(HostPath.word("-n").reveal()).isEqualTo(" ./-n");
        assertThat(HostPath.word("~/it's").reveal()).isEqualTo(" ~/'it'\\''s'");
        assertThat(HostPath.word("~deploy").reveal()).isEqualTo(" ~deploy");
        assertThat(HostPath.word("~$(id)/x").reveal()).isEqualTo(" './~$(id)/x'");
        assertThat(ShellText.lit("ls").and(HostPath.word("~")).reveal()).isEqualTo("ls ~");
    }
}
