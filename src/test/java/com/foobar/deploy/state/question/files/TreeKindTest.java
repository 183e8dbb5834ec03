package com.foobar.deploy.state.question.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.state.TestQuestions;
import com.foobar.deploy.state.TestShell;
import com.foobar.deploy.state.question.files.ChecksumQuestion.Algorithm;
import com.foobar.deploy.state.question.files.FileState.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeKindTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void listsWhatIsBelow(TestShell shell) throws IOException {
        Path inner = Files.createDirectories(folder.resolve("a b/c"));
        Files.writeString(inner.resolve("two\nlines\n:81a4"), "12345");
        Files.writeString(folder.resolve(".hidden"), "1");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("a b"));
        var all = TreeQuestion.of(folder.toString());
        var flat = TreeQuestion.of(folder.toString(), 1);
        var none = TreeQuestion.of(folder.resolve("none").toString());
        var answers = TestQuestions.ask(shell, List.of(all, none, flat));
        assertThat(answers.to(all).entries())
                .extracting(entry -> entry.path().substring(folder.toString().length() + 1))
                .containsExactlyInAnyOrder("a b", "a b/c", "a b/c/two\nlines\n:81a4", ".hidden", "link");
        assertThat(answers.to(all).entries())
                .filteredOn(entry -> entry.path().endsWith(":81a4"))
                .allMatch(entry -> entry.state().size() == 5);
        assertThat(answers.to(all).entries())
                .filteredOn(entry -> entry.path().endsWith("link"))
                .allMatch(entry -> entry.state().type() == Type.LINK);
        assertThat(answers.to(none).entries()).isEmpty();
        assertThat(answers.to(flat).entries()).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void followsLinksWhereAsked(TestShell shell) throws IOException {
        Files.createDirectory(folder.resolve("real"));
        Files.createFile(folder.resolve("real/file"));
        Files.createSymbolicLink(folder.resolve("link"), Path.of("real"));
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nothing"));
        Tree tree = TestQuestions.ask(shell, new TreeQuestion(folder.toString(), 0, true));
        assertThat(tree.entries())
                .extracting(Tree.Entry::path)
                .contains(folder + "/link/file", folder + "/real/file")
                .doesNotContain(folder + "/dangling");
    }

    @Test
    void refusesWhatWasNotListed() {
        for (String answer :
                List.of("", "\0", "/a\0", "\0:81a4:0:0:6:1:1:1:1:1:1:root:root:/x\nend\n", "\0rubbish\n")) {
            assertThatThrownBy(
                            () -> TreeKind.INSTANCE.parse(List.of(TreeQuestion.of("/a")), StepResult.of(0, answer, "")))
                    .as(answer)
                    .isInstanceOf(DeployException.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void computesChecksums(TestShell shell) throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "hello\n");
        Path link = Files.createSymbolicLink(folder.resolve("l"), Path.of("f"));
        var sha1 = new ChecksumQuestion(file.toString(), false, Algorithm.SHA1);
        var md5 = new ChecksumQuestion(link.toString(), true, Algorithm.MD5);
        var ofLink = new ChecksumQuestion(link.toString(), false, Algorithm.MD5);
        var none = new ChecksumQuestion("/no/such", false, Algorithm.SHA512);
        var answers = TestQuestions.ask(shell, List.of(sha1, md5, ofLink, none));
        assertThat(answers.to(sha1)).contains("f572d396fae9206628714fb2ce00f72e94f2258f");
        assertThat(answers.to(md5)).contains("b1946ac92492d2347c6235b4d2611184");
        assertThat(answers.to(ofLink)).isEmpty();
        assertThat(answers.to(none)).isEmpty();
    }
}
