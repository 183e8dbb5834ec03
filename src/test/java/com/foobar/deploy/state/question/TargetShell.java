package com.foobar.deploy.state.question;

import com.foobar.deploy.Installed;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** The shells that targets have, here on the machine that runs the tests. Runs text as the worker's steps do. */
public enum TargetShell {
    DASH("dash"),
    BASH("bash", "--posix"),
    BUSYBOX("busybox", "sh");

    private final List<String> command;

    TargetShell(String... command) {
        this.command = List.of(command);
    }

    public StepResult run(ShellText script) {
        Installed.assume(command.getFirst());
        try {
            Process process = new ProcessBuilder(
                            Stream.concat(command.stream(), Stream.of("-s")).toList())
                    .start();
            var errors = CompletableFuture.supplyAsync(() -> all(process.getErrorStream()));
            String step = ShellText.lit("( eval")
                    .arg(script.reveal())
                    .and(" ) </dev/null\n")
                    .reveal();
            try (var input = process.getOutputStream()) {
                input.write(step.getBytes(StandardCharsets.UTF_8));
            }
            byte[] out = all(process.getInputStream());
            return new StepResult(process.waitFor(), out, errors.join(), 0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] all(InputStream input) {
        try {
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
