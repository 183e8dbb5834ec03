package com.foobar.deploy.value.vault;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The user's editor: {@code VISUAL}, else {@code EDITOR} (both may hold arguments), else vi. */
public final class Editor {
    private final String command;
    private final Map<String, String> environment;

    public Editor(Map<String, String> environment) {
        this.environment = environment;
        this.command = Stream.of("VISUAL", "EDITOR")
                .flatMap(name -> Optional.ofNullable(environment.get(name)).stream())
                .filter(given -> !given.isBlank())
                .findFirst()
                .orElse("vi");
    }

    /**
     * Lets the user edit a text in a private directory that is wiped afterwards, however the editor ends.
     *
     * @param name the file's name as the editor sees it, so that it knows the language
     * @throws DeployException EDITOR_FAILED where the editor does not start or ends with an error
     */
    public byte[] edit(String name, byte[] clear) {
        try (var folder = PrivateFolder.create(environment)) {
            Path file = folder.write(name, clear);
            run(file);
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    private void run(Path file) throws IOException {
        // the shell splits the editor's own arguments; the file is handed over as a word
        Process process = new ProcessBuilder("/bin/sh", "-c", command + " \"$1\"", "editor", file.toString())
                .inheritIO()
                .start();
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw failed("it ended with code " + code);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw failed("it was interrupted");
        }
    }

    private DeployException failed(String why) {
        return Diagnostic.of(ErrorCode.EDITOR_FAILED, "the editor `" + command + "` failed: " + why)
                .advise("the file is as it was; set EDITOR to another program")
                .toException();
    }
}
