package com.foobar.deploy.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.foobar.deploy.connection.local.LocalLink;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logins that give no shell of ours, and the change of user as far as it needs no other user. */
class ShellStartTest {
    private static final ShellText ECHO = ShellText.lit("echo on");

    @Test
    void showsWhatALoginPrintsInsteadOfAShell() {
        Diagnostic why = failureOf(new NoisyLink("echo 'This account is currently not available.'; exit 1; "));
        assertThat(why.code()).isEqualTo(ErrorCode.NO_WORKER);
        assertThat(why.message())
                .isEqualTo("`box`: the login does not give a POSIX shell:"
                        + " it printed `This account is currently not available.`");
    }

    @Test
    void saysThatALoginWaitsInsteadOfAnswering() {
        Diagnostic why = failureOf(new NoisyLink("echo 'menu: 1) 2)'; exec cat; "));
        assertThat(why.code()).isEqualTo(ErrorCode.NO_WORKER);
        assertThat(why.advice()).anyMatch(line -> line.contains("ForceCommand"));
    }

    @Test
    void needsNoSudoToBecomeTheUserWhoLoggedIn() {
        String user = System.getProperty("user.name");
        try (var connection = new ShellConnection("box", new LocalLink("box"))) {
            var become = new Become(Optional.of(user), "sudo", Optional.of(new Secret("it's")));
            assertThat(connection.worker(become).run(WorkerStep.reading(ECHO)).text())
                    .isEqualTo("on\n");
        }
    }

    @Test
    void tellsThatThereIsNoSudo() {
        try (var connection = new ShellConnection("box", new NoisyLink("PATH=/nowhere; "))) {
            Diagnostic why = diagnosticOf(
                    () -> connection.worker(Become.sudo("somebody")).run(WorkerStep.reading(ECHO)));
            assertThat(why.code()).isEqualTo(ErrorCode.BECOME_REFUSED);
            assertThat(why.message()).contains("there is no `sudo`");
        }
    }

    @Test
    void streamsWhatIsLargerThanMemoryShouldHold() throws IOException {
        var counted = new CountingStream();
        try (var connection = new ShellConnection("box", new NoisyLink("echo noise; echo noise >&2; "))) {
            long size = 64L << 20;
            StepResult result = connection.stream(
                    Become.NOBODY_ELSE, ShellText.lit("cat; echo done >&2; exit 4"), new Zeros(size), counted);
            assertThat(counted.count).isEqualTo(size);
            assertThat(result.rc()).isEqualTo(4);
            assertThat(result.errorText()).isEqualTo("done\n");
        }
    }

    @Test
    void streamsToACommandThatDoesNotRead() throws IOException {
        try (var connection = new ShellConnection("box", new LocalLink("box"))) {
            var output = new ByteArrayOutputStream();
            ShellText command = ShellText.lit("printf '%s\\n' 'a%sb\\n'");
            StepResult result = connection.stream(Become.NOBODY_ELSE, command, new Zeros(10 << 20), output);
            assertThat(result.ok()).isTrue();
            assertThat(output.toString(StandardCharsets.UTF_8)).isEqualTo("a%sb\\n\n");
        }
    }

    @Test
    void aStreamThroughALoginWithoutShellFails() {
        try (var connection = new ShellConnection("box", new NoisyLink("echo no; exit 1; "))) {
            Diagnostic why = diagnosticOf(() -> connection.stream(
                    Become.NOBODY_ELSE, ECHO, new ByteArrayInputStream(new byte[0]), OutputStream.nullOutputStream()));
            assertThat(why.code()).isEqualTo(ErrorCode.NO_WORKER);
        }
    }

    private static Diagnostic failureOf(ExecLink link) {
        try (var connection = new ShellConnection("box", link, "/bin/sh", Duration.ofSeconds(4))) {
            return diagnosticOf(() -> connection.worker(Become.NOBODY_ELSE).run(WorkerStep.reading(ECHO)));
        }
    }

    private static Diagnostic diagnosticOf(org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
        return catchThrowableOfType(DeployException.class, action).diagnostic();
    }

    private static final class CountingStream extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }

    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            int n = (int) Math.min(left, length);
            left -= n;
            return n == 0 ? -1 : n;
        }
    }
}
