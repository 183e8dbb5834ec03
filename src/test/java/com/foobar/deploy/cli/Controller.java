package com.foobar.deploy.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A controller in a process of its own, that can be killed, with little memory. */
final class Controller implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Controller(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * @param folder where it works; {@code home} in it is the home of hosts by a local connection, as of {@link SshHosts}
     * @param programs a directory whose programs a local connection finds first
     */
    static Controller start(Path folder, Path programs, String... args) throws IOException {
        // A build in the background ignores Ctrl-C, and so would all that it starts.
        var command = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath(),
                Main.class.getName()));
        command.addAll(List.of(args));
        Path output = Files.createTempFile(folder, "controller", ".log");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        builder.environment().put("HOME", folder.resolve("home").toString());
        return new Controller(builder.start(), output);
    }

    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    long pid() {
        return process.pid();
    }

    /** What it has printed so far. */
    String printed() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** By SIGKILL, which no program can answer. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    CommandLineFixture.Outcome await() throws IOException, InterruptedException {
        if (!process.waitFor(6, TimeUnit.MINUTES)) {
            throw new AssertionError("the controller does not end:\n" + Files.readString(output));
        }
        return new CommandLineFixture.Outcome(process.exitValue(), Files.readString(output), "");
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
