package com.foobar.deploy.lab;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code docker} or {@code podman} command line. Programs are started by argument lists, never through a shell.
 *
 * @param program absolute path of the client
 */
public record ContainerEngine(Path program) {
    private static final List<String> CLIENTS = List.of("docker", "podman");

    /**
     * What a client answered.
     *
     * @param error the whole of standard error, decoded leniently
     */
    public record Outcome(int rc, String out, String error) {
        public boolean ok() {
            return rc == 0;
        }

        /** The last line of standard error that says anything; where there is none, of standard output. */
        public String reason() {
            String said = error.isBlank() ? out : error;
            return said.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce("exit status " + rc, (_, last) -> last);
        }
    }

    /**
     * The first client in {@code PATH} whose engine answers.
     *
     * @throws DeployException NO_ENGINE, saying what is missing
     */
    public static ContainerEngine find() {
        return find(System.getenv());
    }

    static ContainerEngine find(Map<String, String> environment) {
        List<ContainerEngine> clients = clients(environment.getOrDefault("PATH", ""));
        if (clients.isEmpty()) {
            throw advice(Diagnostic.of(ErrorCode.NO_ENGINE, "there is neither `docker` nor `podman` in the PATH"))
                    .toException();
        }
        String why = "";
        for (ContainerEngine client : clients) {
            Outcome answer = client.run(List.of("ps", "--quiet"), Optional.empty());
            if (answer.ok()) {
                return client;
            }
            why = "`" + client.name() + "` is installed, but its engine does not answer: " + answer.reason();
        }
        throw advice(Diagnostic.of(ErrorCode.NO_ENGINE, why)).toException();
    }

    private static List<ContainerEngine> clients(String path) {
        var found = new ArrayList<ContainerEngine>();
        for (String name : CLIENTS) {
            for (String folder : path.split(":")) {
                Path candidate = Path.of(folder.isEmpty() ? "." : folder, name);
                if (Files.isExecutable(candidate)) {
                    found.add(new ContainerEngine(candidate.toAbsolutePath()));
                    break;
                }
            }
        }
        return found;
    }

    private static Diagnostic advice(Diagnostic diagnostic) {
        return diagnostic
                .advise("on Debian and Ubuntu, as root: `bin/ensure-engine` installs and starts the distribution's"
                        + " Docker")
                .advise("elsewhere install Docker or Podman, start it, and see that `docker info` answers for this"
                        + " user");
    }

    public String name() {
        return program.getFileName().toString();
    }

    /** Runs the client to its end, whatever its exit status. */
    public Outcome run(List<String> arguments, Optional<InputStream> input) {
        try {
            Process process = start(arguments, ProcessBuilder.Redirect.PIPE);
            var error = new ReaderThread(process.getErrorStream());
            var out = new ReaderThread(process.getInputStream());
            feed(process, input);
            return new Outcome(process.waitFor(), out.text(), error.text());
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.NO_ENGINE, "cannot run `" + program + "`: " + e.getMessage())
                    .toException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Diagnostic.of(ErrorCode.ENGINE_FAILED, "interrupted while waiting for `" + name() + "`")
                    .toException(e);
        }
    }

    /** Runs the client, which must succeed, and gives its standard output without the last line break. */
    public String text(List<String> arguments) {
        return text(arguments, Optional.empty());
    }

    public String text(List<String> arguments, Optional<InputStream> input) {
        Outcome outcome = run(arguments, input);
        if (!outcome.ok()) {
            throw failed(arguments, outcome).toException();
        }
        return outcome.out().stripTrailing();
    }

    Diagnostic failed(List<String> arguments, Outcome outcome) {
        return Diagnostic.of(
                ErrorCode.ENGINE_FAILED, "`" + name() + " " + arguments.getFirst() + "` failed: " + outcome.reason());
    }

    /** Runs the client on this process's own terminal. */
    public int interactive(List<String> arguments) {
        try {
            return start(arguments, ProcessBuilder.Redirect.INHERIT).waitFor();
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.NO_ENGINE, "cannot run `" + program + "`: " + e.getMessage())
                    .toException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private Process start(List<String> arguments, ProcessBuilder.Redirect redirect) throws IOException {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .redirectInput(redirect)
                .redirectOutput(redirect)
                .redirectError(redirect);
        // Docker's newer client wants a plug-in for builds; the classic builder is in every engine.
        builder.environment().put("DOCKER_BUILDKIT", "0");
        return builder.start();
    }

    private static void feed(Process process, Optional<InputStream> input) throws IOException {
        try (var sink = process.getOutputStream()) {
            if (input.isPresent()) {
                input.get().transferTo(sink);
            }
        } catch (IOException e) {
            if (process.isAlive() && input.isPresent()) {
                process.destroy();
                throw e;
            }
        }
    }

    /** Drains a stream while the others are read, so that a full pipe blocks no process. */
    private static final class ReaderThread {
        private final Thread thread;
        private String text = "";

        ReaderThread(InputStream stream) {
            thread = Thread.ofVirtual().start(() -> {
                try (stream) {
                    text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }

        String text() throws InterruptedException {
            thread.join();
            return text;
        }
    }
}
