package com.foobar.deploy.truth;

import com.foobar.deploy.lab.ContainerEngine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container that playbooks are run on, with one root shell in it for all scripts: to start a client of the engine for
 * each would cost more than the scripts do.
 */
final class Host implements AutoCloseable {
    private static final String END = "truth-script-ended";

    private final ContainerEngine engine;
    private final String container;
    private final Process shell;
    private final Writer input;
    private final BufferedReader output;

    Host(ContainerEngine engine, String container) {
        this.engine = engine;
        this.container = container;
        try {
            shell = new ProcessBuilder(engine.program().toString(), "exec", "--interactive", container, "sh")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        input = shell.outputWriter(StandardCharsets.UTF_8);
        output = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Runs a shell script as root, which must succeed. */
    String run(String script) {
        try {
            input.write("sh -s <<'" + END + "'\n" + script + END + "\necho " + END + " $?\n");
            input.flush();
            var text = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.equals(END + " 0")) {
                    return text.toString();
                }
                if (line.startsWith(END + " ")) {
                    throw new IllegalStateException(container + ": a script ended with " + line + ":\n" + script);
                }
                text.append(line).append('\n');
            }
            throw new IllegalStateException("the shell in " + container + " has ended");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ContainerEngine.Outcome command(List<String> words) {
        var all = new ArrayList<>(List.of("exec", container));
        all.addAll(words);
        return engine.run(all, Optional.empty());
    }

    void copyIn(Path from, String to) {
        engine.text(List.of("cp", from.toString(), container + ":" + to));
    }

    Snapshot snapshot(Playbook playbook, String id, Snapshot.Rest rest) {
        return Snapshot.parse(
                run(Snapshot.script(Playbook.root(id), Playbook.prefix(id), rest, playbook.isSystemWide())));
    }

    @Override
    public void close() {
        shell.destroy();
    }
}
