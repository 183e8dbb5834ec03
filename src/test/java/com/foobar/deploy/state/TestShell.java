package com.foobar.deploy.state;

import com.foobar.deploy.Installed;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Runs scripts as a worker on a host would, under each shell that hosts have; busybox with its own tools only. */
public enum TestShell {
    DASH("dash"),
    BASH("bash"),
    BUSYBOX("busybox");

    private final String program;

    TestShell(String program) {
        this.program = program;
    }

    public StepResult run(ShellText script) {
        return run(script, InputStream.nullInputStream());
    }

    /** Runs it with something on its standard input. */
    public StepResult run(ShellText script, InputStream input) {
        return run(List.of(), script, input);
    }

    /** Runs it by another program, such as one that makes a namespace first. */
    public StepResult runBy(List<String> wrapper, ShellText script) {
        return run(wrapper, script, InputStream.nullInputStream());
    }

    /** Runs it as nobody, if the tests run as root. */
    public StepResult runUnprivileged(ShellText script) {
        List<String> wrapper = System.getProperty("user.name").equals("root")
                ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")
                : List.of();
        return run(wrapper, script, InputStream.nullInputStream());
    }

    private StepResult run(List<String> wrapper, ShellText script, InputStream input) {
        Installed.assume(program);
        Path folder = null;
        try {
            folder = Files.createTempDirectory("shell");
            Path file = Files.writeString(folder.resolve("step"), script.reveal());
            folder.toFile().setReadable(true, false);
            folder.toFile().setExecutable(true, false);
            var command = new ArrayList<>(wrapper);
            command.add(program);
            if (this == BUSYBOX) {
                command.add("sh");
            }
            command.add(file.toString());
            var builder = new ProcessBuilder(command).directory(folder.toFile());
            if (this == BUSYBOX) {
                builder.environment().put("PATH", Applets.FOLDER + ":" + System.getenv("PATH"));
            }
            builder.environment().put("LC_ALL", "C.UTF-8");
            return finish(builder.start(), input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(folder);
        }
    }

    private static StepResult finish(Process process, InputStream input) throws IOException {
        var out = CompletableFuture.supplyAsync(() -> bytes(process.getInputStream()), Thread::startVirtualThread);
        var err = CompletableFuture.supplyAsync(() -> bytes(process.getErrorStream()), Thread::startVirtualThread);
        try (OutputStream stdin = process.getOutputStream()) {
            input.transferTo(stdin);
        } catch (IOException e) {
            // The script ended without reading all of it.
            if (!String.valueOf(e.getMessage()).contains("pipe")) {
                throw e;
            }
        }
        return new StepResult(process.onExit().join().exitValue(), out.join(), err.join(), 0, 0);
    }

    private static byte[] bytes(InputStream stream) {
        try {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(@org.jspecify.annotations.Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory with busybox under the names of all its tools. */
    private static final class Applets {
        static final Path FOLDER = install();

        private static Path install() {
            try {
                Path folder = Files.createTempDirectory("busybox");
                folder.toFile().setReadable(true, false);
                folder.toFile().setExecutable(true, false);
                new ProcessBuilder("busybox", "--install", "-s", folder.toString())
                        .inheritIO()
                        .start()
                        .onExit()
                        .join();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                return folder;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
