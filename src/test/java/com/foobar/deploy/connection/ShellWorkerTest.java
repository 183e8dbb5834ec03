package com.foobar.deploy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.foobar.deploy.connection.local.LocalLink;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShellWorkerTest {
    private final List<ShellConnection> open = new ArrayList<>();

    static List<String> shells() {
        return List.of("/bin/dash", "/bin/bash --posix", "/bin/busybox sh");
    }

    @AfterEach
    void close() {
        open.forEach(ShellConnection::close);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void framesOutputErrorsAndStatus(String shell) {
        StepResult result = worker(shell).run(step("printf out; printf err >&2; exit 7"));
        assertThat(result.rc()).isEqualTo(7);
        assertThat(result.text()).isEqualTo("out");
        assertThat(result.errorText()).isEqualTo("err");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void passesEveryByte(String shell) {
        StepResult result = worker(shell).run(step("printf '\\000\\001\\377\\n\\n'"));
        assertThat(result.out()).containsExactly(0, 1, 0xFF, '\n', '\n');
    }

    @ParameterizedTest
    @MethodSource("shells")
    void sendsTextOfSeveralLinesQuotesAndUmlautsUnchanged(String shell) {
        StepResult result = worker(shell).run(step("cat <<'END'\nit's \"ä\" $HOME \\n %s\nEND"));
        assertThat(result.text()).isEqualTo("it's \"ä\" $HOME \\n %s\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void answersPipelinedStepsInOrder(String shell) {
        Worker worker = worker(shell);
        var answers = new ArrayList<CompletableFuture<StepResult>>();
        for (int i = 0; i < 300; i++) {
            answers.add(worker.submit(step("echo " + i)));
        }
        for (int i = 0; i < 300; i++) {
            assertThat(Futures.await(answers.get(i)).text()).isEqualTo(i + "\n");
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void stepsThatAreSentTogetherStopAfterAFailedOne(String shell) {
        Worker worker = worker(shell);
        List<StepResult> results = worker.runTogether(
                List.of(step("exit 3"), step("echo never"), WorkerStep.reading(ShellText.lit("echo read; false"))));
        assertThat(results).extracting(StepResult::rc).containsExactly(3, StepResult.SKIPPED, 1);
        assertThat(results.get(1).text()).isEmpty();
        assertThat(results.get(2).text()).isEqualTo("read\n");
        assertThat(worker.runTogether(List.of(step("echo after"))).getFirst().text())
                .isEqualTo("after\n");
    }

    /** As tasks of several hosts that are delegated to one. */
    @ParameterizedTest
    @MethodSource("shells")
    void aFailedStepStopsNoneThatAnotherThreadSends(String shell) throws Exception {
        Worker worker = worker(shell);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 20; round++) {
                var failing = threads.submit(() -> worker.runTogether(List.of(step("exit 3"), step("echo never"))));
                var other = threads.submit(() -> worker.runTogether(List.of(step("echo one"), step("echo two"))));
                assertThat(failing.get()).extracting(StepResult::rc).containsExactly(3, StepResult.SKIPPED);
                assertThat(other.get()).extracting(StepResult::text).containsExactly("one\n", "two\n");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aReadingStepThatFailsStopsNothing(String shell) {
        Worker worker = worker(shell);
        var read = worker.submit(WorkerStep.reading(ShellText.lit("exit 1")));
        var change = worker.submit(step("echo on"));
        assertThat(Futures.await(read).rc()).isEqualTo(1);
        assertThat(Futures.await(change).text()).isEqualTo("on\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void containsWhatAStepDoesToItsShell(String shell) {
        Worker worker = worker(shell);
        String place = worker.run(step("pwd; umask")).text();
        worker.run(WorkerStep.alone(
                ShellText.lit("cd /usr; umask 0777; set -eu; trap 'echo trapped' EXIT; PATH=; exec >/dev/null 2>&1")));
        assertThat(worker.run(step("pwd; umask")).text()).isEqualTo(place);
        assertThat(worker.run(step("false; echo $undefined on")).text()).isEqualTo("on\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aSyntaxErrorFailsItsStepOnly(String shell) {
        Worker worker = worker(shell);
        assertThat(worker.run(WorkerStep.alone(ShellText.lit("if then fi ("))).ok())
                .isFalse();
        assertThat(worker.run(WorkerStep.alone(ShellText.lit("echo 'unclosed"))).ok())
                .isFalse();
        assertThat(worker.run(step("echo on")).text()).isEqualTo("on\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aStepHasNoArgumentsAndAnEmptyInput(String shell) {
        Worker worker = worker(shell);
        var swallow = worker.submit(step("cat; echo \"$#\""));
        var next = worker.submit(step("echo next"));
        assertThat(Futures.await(swallow).text()).isEqualTo("0\n");
        assertThat(Futures.await(next).text()).isEqualTo("next\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void keepsTheFirstBytesAndCountsTheRest(String shell) {
        WorkerStep big =
                step("head -c 50000000 /dev/zero; head -c 2000 /dev/zero >&2").keeping(1000);
        StepResult result = worker(shell).run(big);
        assertThat(result.out()).hasSize(1000);
        assertThat(result.droppedOut()).isEqualTo(50_000_000L - 1000);
        assertThat(result.err()).hasSize(1000);
        assertThat(result.droppedErr()).isEqualTo(1000);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void takesAStepOfHundredsOfKilobytes(String shell) {
        String text = "0123456789abcdef".repeat(20_000);
        ShellText script = ShellText.lit("printf %s").arg(text).and(" | wc -c");
        assertThat(worker(shell).run(WorkerStep.changing(script)).text().strip())
                .isEqualTo("320000");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void toleratesNoiseBeforeTheHello(String shell) {
        var connection = connection(new NoisyLink("echo Welcome; echo; echo 'last login: never' >&2; "), shell);
        StepResult result = connection.worker(Become.NOBODY_ELSE).run(step("echo mine"));
        assertThat(result.text()).isEqualTo("mine\n");
        assertThat(result.errorText()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void theEndOfInputEndsARunningChild(String shell) throws Exception {
        var connection = connection(new LocalLink("box"), shell);
        Worker worker = connection.worker(Become.NOBODY_ELSE);
        long pid = startedSleep(worker, "sleep 300 & echo $!");
        var running = worker.submit(step("sleep 300"));
        connection.close();
        assertThatThrownBy(() -> Futures.await(running)).hasMessageContaining("the connection was closed");
        ProcessEnd.await(pid);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void whatWasStartedInTheBackgroundOutlivesAnOrderlyEnd(String shell) {
        var connection = connection(new LocalLink("box"), shell);
        long pid = startedSleep(connection.worker(Become.NOBODY_ELSE), "sleep 300 >/dev/null 2>&1 & echo $!");
        connection.close();
        ProcessHandle sleeping = ProcessHandle.of(pid).orElseThrow();
        assertThat(sleeping.destroy()).isTrue();
    }

    /** A worker that was only asked gets no word, and ends with its input. */
    @ParameterizedTest
    @MethodSource("shells")
    void whatAQuestionStartedEndsWithTheWorker(String shell) throws Exception {
        var connection = connection(new LocalLink("box"), shell);
        WorkerStep question = WorkerStep.asking(ShellText.lit("sleep 300 >/dev/null 2>&1 & echo $!"));
        long pid = Long.parseLong(
                connection.worker(Become.NOBODY_ELSE).run(question).text().strip());
        connection.close();
        ProcessEnd.await(pid);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void givesUpAStepThatTakesTooLongAndEndsIt(String shell, @org.junit.jupiter.api.io.TempDir Path folder)
            throws Exception {
        var connection = connection(new LocalLink("box"), shell);
        Worker worker = connection.worker(Become.NOBODY_ELSE);
        Path pidFile = folder.resolve("pid");
        ShellText script =
                ShellText.lit("sleep 300 & echo $! >").arg(pidFile.toString()).and("; wait");
        var slow = worker.submit(WorkerStep.changing(script).within(Duration.ofSeconds(3)));
        var behind = worker.submit(step("echo behind"));
        assertThatThrownBy(() -> Futures.await(slow))
                .isInstanceOfSatisfying(DeployException.class, e -> code(e, ErrorCode.STEP_TIMEOUT))
                .hasMessage("`box`: the step took longer than 3 s");
        assertThatThrownBy(() -> Futures.await(behind))
                .isInstanceOfSatisfying(DeployException.class, e -> code(e, ErrorCode.CONNECTION_LOST));
        ProcessEnd.await(Long.parseLong(Files.readString(pidFile).strip()));
        assertThat(connection.worker(Become.NOBODY_ELSE).run(step("echo anew")).text())
                .isEqualTo("anew\n");
    }

    /** In a step that is evaluated by the worker's own shell, as ours are, all of these are the worker. */
    static List<Arguments> killings() {
        return shells().stream()
                .flatMap(shell -> Stream.of("kill -9 $$; sleep 5", "kill $$; sleep 5", "kill 0", "kill -9 0")
                        .map(code -> Arguments.of(shell, code)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("killings")
    void aCommandThatKillsTheWorkerFailsAndTheNextOneRuns(String shell, String code) {
        var connection = connection(new LocalLink("box"), shell);
        Worker worker = connection.worker(Become.NOBODY_ELSE);
        var killing = worker.submit(step(code));
        var behind = worker.submit(step("echo behind"));
        assertThatThrownBy(() -> Futures.await(killing))
                .isInstanceOfSatisfying(DeployException.class, e -> code(e, ErrorCode.WORKER_ENDED))
                .hasMessageContaining("`box`: the command ended the shell that ran it");
        assertThatThrownBy(() -> Futures.await(behind))
                .isInstanceOfSatisfying(DeployException.class, e -> code(e, ErrorCode.CONNECTION_LOST));
        assertThat(worker.isUsable()).isFalse();
        assertThat(connection.worker(Become.NOBODY_ELSE).run(step("echo anew")).text())
                .isEqualTo("anew\n");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void saysWithWhichStatusTheShellEnded(String shell) {
        Worker worker = worker(shell);
        assertThatThrownBy(() -> worker.run(step("kill -9 $$; sleep 5")))
                .hasMessage("`box`: the command ended the shell that ran it (status 137)");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aResidentStepKeepsItsDescriptorFromTheOthers(String shell, @org.junit.jupiter.api.io.TempDir Path folder) {
        Worker worker = worker(shell);
        ShellText opening = ShellText.lit("command exec 9>")
                .and(ShellText.word(folder.resolve("lock").toString()));
        assertThat(worker.run(WorkerStep.resident(opening)).ok()).isTrue();
        assertThat(worker.run(WorkerStep.resident(ShellText.lit("echo held >&9")))
                        .ok())
                .isTrue();
        assertThat(worker.run(WorkerStep.reading(ShellText.lit("{ echo x >&9; } 2>/dev/null")))
                        .ok())
                .isFalse();
        assertThat(folder.resolve("lock")).hasContent("held");
    }

    private static long startedSleep(Worker worker, String script) {
        return Long.parseLong(worker.run(step(script)).text().strip());
    }

    private static void code(DeployException failure, ErrorCode expected) {
        assertThat(failure.diagnostic().code()).isEqualTo(expected);
    }

    private static WorkerStep step(String script) {
        return WorkerStep.changing(ShellText.userCode(script));
    }

    private Worker worker(String shell) {
        return connection(new LocalLink("box"), shell).worker(Become.NOBODY_ELSE);
    }

    private ShellConnection connection(ExecLink link, String shell) {
        String program = shell.split(" ", 2)[0];
        Assumptions.assumeTrue(Files.isExecutable(Path.of(program)), program + " is not installed");
        var connection = new ShellConnection("box", link, shell, Duration.ofSeconds(30));
        open.add(connection);
        return connection;
    }
}
