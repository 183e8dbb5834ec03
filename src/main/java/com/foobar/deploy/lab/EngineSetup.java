package com.foobar.deploy.lab;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gets a container engine where there is none: {@code bin/ensure-engine}, which bin/test uses too, installs the
 * distribution's Docker and starts it where it may.
 */
public final class EngineSetup {
    private final Path script;

    /** @param home the project's directory */
    public EngineSetup(Path home) {
        this.script = home.resolve("bin/ensure-engine");
    }

    /**
     * An engine that answers.
     *
     * @throws DeployException NO_ENGINE, saying what is missing
     */
    public ContainerEngine ensure(LabProgress progress) {
        if (Files.isExecutable(script)) {
            runScript(progress);
        }
        return ContainerEngine.find();
    }

    private void runScript(LabProgress progress) {
        String last = "";
        try {
            Process process = new ProcessBuilder(script.toString())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line.isBlank() ? last : line;
                    progress.step(line);
                }
            }
            if (process.waitFor() != 0) {
                throw Diagnostic.of(ErrorCode.NO_ENGINE, last).toException();
            }
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.NO_ENGINE, "cannot run `" + script + "`: " + e.getMessage())
                    .toException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Diagnostic.of(ErrorCode.NO_ENGINE, "interrupted").toException(e);
        }
    }
}
