package com.foobar.deploy.state.question.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.question.TargetShell;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PathQuestionTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("unchecked") // the question's kind is a scripted one
    private static Map<PathQuestion, WaitAnswer> ask(TargetShell shell, List<PathQuestion> questions) {
        var kind = (QuestionKind.Scripted<PathQuestion, WaitAnswer>)
                questions.getFirst().kind();
        return kind.parse(questions, shell.run(kind.script(questions)));
    }

    private static PathQuestion once(PathQuestion.Test test) {
        return new PathQuestion(test, PathQuestion.Wait.ONCE);
    }

    @ParameterizedTest
    @EnumSource
    void filesAreLookedAt(TargetShell shell) throws IOException {
        String there =
                Files.writeString(folder.resolve("it's there"), "a\nready 12\n").toString();
        String missing = folder.resolve("missing").toString();
        List<PathQuestion> questions = List.of(
                once(new PathQuestion.Present(there)),
                once(new PathQuestion.Present(missing)),
                once(new PathQuestion.Absent(there)),
                once(new PathQuestion.Absent(missing)),
                once(new PathQuestion.Contains(there, "^ready [0-9]+$")),
                once(new PathQuestion.Contains(there, "^12")));
        Map<PathQuestion, WaitAnswer> answers = ask(shell, questions);
        assertThat(questions.stream().map(answers::get).map(PathQuestionTest::met))
                .containsExactly(true, false, false, true, true, false);
    }

    @ParameterizedTest
    @EnumSource
    void connectionsAreSeen(TargetShell shell) throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PathQuestion drained = once(new PathQuestion.Drained(server.getLocalPort(), List.of("01", "02")));
            assertThat(met(ask(shell, List.of(drained)).get(drained))).isTrue();
            try (var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                assertThat(client.isConnected()).isTrue();
                assertThat(met(ask(shell, List.of(drained)).get(drained))).isFalse();
            }
        }
    }

    private static boolean met(@org.jspecify.annotations.Nullable WaitAnswer answer) {
        return answer != null && answer.met();
    }
}
