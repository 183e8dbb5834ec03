package com.foobar.deploy.connection.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.Awaiting;
import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.Futures;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.connection.Worker;
import com.foobar.deploy.connection.WorkerStep;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts whose end of the worker is not ours: every answer is an answer or a clear failure, and none is waited for without end. */
class HostileHostTest {
    private static final WorkerStep QUESTION = WorkerStep.asking(ShellText.lit("echo on"));

    @TempDir
    Path folder;

    private TestHome home;
    private SshConnector connector;
    private @Nullable EmbeddedSshServer server;

    @BeforeEach
    void makeHome() throws Exception {
        home = new TestHome(folder.resolve("home"));
        connector = home.connector();
    }

    @AfterEach
    void close() throws Exception {
        connector.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void anHonestAnswerPasses() throws Exception {
        StepResult result =
                worker(host -> host.greeted().always("out\n", "err\n", 3)).run(QUESTION);
        assertThat(result.rc()).isEqualTo(3);
        assertThat(result.text()).isEqualTo("out\n");
        assertThat(result.errorText()).isEqualTo("err\n");
    }

    @Test
    void anAnswerWithoutEndIsGivenUp() throws Exception {
        assertGivenUp(host -> host.greeted().flood(), "it sent more than 64 MB at once");
    }

    @Test
    void messagesWithoutEndAreGivenUp() throws Exception {
        assertGivenUp(host -> host.greeted().floodErrors(), "it sent more than 64 MB at once");
    }

    @Test
    void outputWithoutEndBetweenStepsIsGivenUp() throws Exception {
        var answered = new CompletableFuture<Void>();
        var worker = worker(host -> {
            host.greeted().answer(host.next().orElseThrow().sequence(), "", "", 0);
            answered.join();
            host.flood();
        });
        assertThat(worker.run(QUESTION).ok()).isTrue();
        answered.complete(null);
        Awaiting.until("the worker is given up", () -> !worker.isUsable());
        assertThat(failure(worker).code()).isEqualTo(ErrorCode.PROTOCOL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1 ",
                "1 zero point",
                "1 -1",
                "1 0;reboot",
                "-1 0",
                "99999999999999999999 0",
                "1 99999999999",
                "\u001b[2J 0",
                "one 0",
                "bye",
                "died \u0007"
            })
    void aDamagedFrameIsGivenUp(String words) throws Exception {
        assertGivenUp(
                host -> {
                    host.greeted().raw(words);
                    host.silence();
                },
                "");
    }

    @Test
    void aFrameWithoutEndIsGivenUp() throws Exception {
        assertGivenUp(
                host -> {
                    host.greeted().raw("1".repeat(10_000));
                    host.silence();
                },
                "it sent a damaged frame");
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 7, 4_000_000_000L})
    void anAnswerToAnotherStepIsGivenUp(long sequence) throws Exception {
        assertGivenUp(
                host -> {
                    host.greeted().next();
                    host.answer(sequence, "", "", 0);
                    host.silence();
                },
                "it answered out of order");
    }

    /** What is not asked yet is not answered by what comes early. */
    @Test
    void anAnswerBeforeTheQuestionIsGivenUp() throws Exception {
        var worker = worker(host -> {
            host.greeted().next();
            host.answer(1, "", "", 0);
            host.answer(2, "early", "", 0);
            host.silence();
        });
        assertThat(worker.submit(QUESTION)).isNotNull();
        Awaiting.until("the worker is given up", () -> !worker.isUsable());
        assertThat(failure(worker).code()).isEqualTo(ErrorCode.PROTOCOL);
    }

    @Test
    void aShellThatEndsFailsItsStepAndTheNextOneGetsAnother() throws Exception {
        HostConnection connection = connection(host -> {
            var step = host.greeted().next().orElseThrow();
            if (!step.script().contains("die")) {
                host.answer(step.sequence(), "alive", "", 0);
                host.always("", "", 0);
            }
        });
        var dying = connection.worker(Become.NOBODY_ELSE).submit(WorkerStep.changing(ShellText.lit("die")));
        assertThat(diagnosticOf(() -> Futures.await(dying)).code()).isEqualTo(ErrorCode.WORKER_ENDED);
        assertThat(connection.worker(Become.NOBODY_ELSE).run(QUESTION).text()).isEqualTo("alive");
    }

    @Test
    void aTransferThatComplainsWithoutEndIsGivenUp() throws Exception {
        assertTransferGivenUp(host -> host.greetedStream().floodErrors());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noiseWithoutEndBeforeATransferIsGivenUp(boolean errors) throws Exception {
        assertTransferGivenUp(errors ? ScriptedHost::floodErrors : ScriptedHost::flood);
    }

    private void assertTransferGivenUp(ScriptedHost.Role role) throws Exception {
        HostConnection connection = connection(role);
        Diagnostic why = diagnosticOf(() -> connection.stream(
                Become.NOBODY_ELSE,
                ShellText.lit("cat"),
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream()));
        assertThat(why.code()).isEqualTo(ErrorCode.PROTOCOL);
        assertThat(why.message()).contains("it sent more than 64 MB of messages");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void noiseWithoutEndBeforeAWorkerIsGivenUp(boolean errors) throws Exception {
        assertGivenUp(errors ? ScriptedHost::floodErrors : ScriptedHost::flood, "it sent more than 64 MB at once");
    }

    @Test
    void whatAHostSaysAtItsEndIsShownWithoutControlCharacters() throws Exception {
        var worker = worker(host -> {
            host.out("\u001b]0;owned\u0007\u001b[2Jno shell\r\n");
        });
        Diagnostic why = failure(worker);
        assertThat(why.code()).isEqualTo(ErrorCode.NO_WORKER);
        assertThat(why.message()).contains("no shell").doesNotContainPattern("\\p{Cntrl}");
    }

    private void assertGivenUp(ScriptedHost.Role role, String why) throws Exception {
        Diagnostic failure = failure(worker(role));
        assertThat(failure.code()).isEqualTo(ErrorCode.PROTOCOL);
        assertThat(failure.message())
                .startsWith("`web-01`: the connection was given up: ")
                .contains(why);
    }

    private static Diagnostic failure(Worker worker) {
        return diagnosticOf(() -> worker.run(QUESTION));
    }

    private Worker worker(ScriptedHost.Role role) throws Exception {
        return connection(role).worker(Become.NOBODY_ELSE);
    }

    private HostConnection connection(ScriptedHost.Role role) throws Exception {
        server = EmbeddedSshServer.make().takesPassword("right").plays(role).start();
        home.knows(server.knownHostsLine());
        return connector.open(
                TestHome.to("127.0.0.1", server.port()).password("right").build());
    }

    private static Diagnostic diagnosticOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        return catchThrowableOfType(DeployException.class, action).diagnostic();
    }
}
