package com.foobar.deploy.site.drill;

import com.foobar.deploy.lab.ContainerEngine;
import com.foobar.deploy.lab.Lab;
import com.foobar.deploy.lab.LabOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A lab's hosts, reached by the container engine and not by SSH, so that they can be reached whatever is broken. */
final class LabMachines implements Machines, Power {
    /** The end of the input comes with that of the client, whose death alone would end nothing in the container. */
    private static final String UNTIL_CLOSED = "setsid sh -c \"$1\" </dev/null & cat >/dev/null; kill -KILL -$!";

    private final LabOptions lab;
    private final ContainerEngine engine;

    LabMachines(LabOptions lab, ContainerEngine engine) {
        this.lab = lab;
        this.engine = engine;
    }

    @Override
    public Outcome run(String host, String script) {
        var outcome = engine.run(List.of("exec", lab.containerName(host), "sh", "-c", script), Optional.empty());
        return new Outcome(outcome.rc(), outcome.out(), outcome.error());
    }

    @Override
    public Background start(String host, String script, Consumer<String> lines) {
        try {
            Process process = new ProcessBuilder(
                            engine.program().toString(),
                            "exec",
                            "--interactive",
                            lab.containerName(host),
                            "sh",
                            "-c",
                            UNTIL_CLOSED,
                            "sh",
                            script)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Thread reader = Thread.ofVirtual().start(() -> read(process, lines));
            return () -> end(process, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void read(Process process, Consumer<String> lines) {
        try (BufferedReader text = process.inputReader()) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                lines.accept(line);
            }
        } catch (IOException _) {
            // it was ended
        }
    }

    private static void end(Process process, Thread reader) {
        process.destroy();
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Optional<Power> power() {
        return Optional.of(this);
    }

    /** The engine's kill only sends the signal: a fence would still see the host. */
    @Override
    public void off(String host) {
        engine("kill", host);
        engine("wait", host);
    }

    @Override
    public void on(String host) {
        engine("start", host);
    }

    @Override
    public void freeze(String host) {
        engine("pause", host);
    }

    @Override
    public void thaw(String host) {
        engine("unpause", host);
    }

    @Override
    public void restore(String host) {
        for (String verb : List.of("unpause", "start")) {
            engine.run(List.of(verb, lab.containerName(host)), Optional.empty());
        }
    }

    @Override
    public void replace(String host) {
        engine.text(List.of("rm", "--force", "--volumes", lab.containerName(host)));
        new Lab(lab, engine, _ -> {}).up();
    }

    @Override
    public String offCommand(String host) {
        return "! " + engine.program() + " top " + lab.containerName(host) + " >/dev/null 2>&1";
    }

    private void engine(String verb, String host) {
        engine.text(List.of(verb, lab.containerName(host)));
    }
}
