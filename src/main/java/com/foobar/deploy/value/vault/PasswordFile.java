package com.foobar.deploy.value.vault;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file that holds a password, or a program that prints it. */
final class PasswordFile {
    private PasswordFile() {}

    /** The content or the output without white space around it. */
    static Secret read(String name, String id) {
        Path file = expandHome(name).toAbsolutePath();
        if (!Files.exists(file)) {
            throw failure(ErrorCode.FILE_NOT_FOUND, "there is no vault password file `" + name + "`", name)
                    .toException();
        }
        String text = Files.isExecutable(file) && !Files.isDirectory(file) ? run(file, name, id) : content(file, name);
        String password = text.strip();
        if (password.isEmpty()) {
            throw failure(ErrorCode.VAULT_PASSWORD, "the vault password of `" + name + "` is empty", name)
                    .toException();
        }
        return new Secret(password);
    }

    private static Path expandHome(String name) {
        return name.startsWith("~/") ? Path.of(System.getProperty("user.home"), name.substring(2)) : Path.of(name);
    }

    private static String content(Path file, String name) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw failure(ErrorCode.FILE_NOT_FOUND, "there is no vault password file `" + name + "`", name)
                    .toException(e);
        } catch (IOException e) {
            throw failure(ErrorCode.FILE_NOT_READABLE, "cannot read the vault password file `" + name + "`", name)
                    .toException(e);
        }
    }

    private static String run(Path file, String name, String id) {
        try {
            Process process = new ProcessBuilder(command(file, id))
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw failed("it ended with code " + code, name);
            }
            return output;
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()), name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("it was interrupted", name);
        }
    }

    /** Ansible's rule: a program called {@code ...-client} is told which password is wanted. */
    private static List<String> command(Path file, String id) {
        var command = new ArrayList<String>();
        command.add(file.toString());
        if (file.getFileName().toString().matches(".*-client(\\.[^.]*)?")) {
            command.add("--vault-id");
            command.add(id);
        }
        return command;
    }

    private static DeployException failed(String why, String name) {
        return failure(ErrorCode.VAULT_PASSWORD, "the vault password program `" + name + "` failed: " + why, name)
                .advise("a password file that is no program must not be executable: chmod -x " + name)
                .toException();
    }

    private static Diagnostic failure(ErrorCode code, String message, String name) {
        return Diagnostic.of(code, message).at(Place.of(name));
    }
}
