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
public final class PasswordFile {
    private final String name;
    private final String what;
    private final ErrorCode empty;

    private PasswordFile(String name, String what, ErrorCode empty) {
        this.name = name;
        this.what = what;
        this.empty = empty;
    }

    /**
     * The content, or the output of a program, without white space around it.
     *
     * @param name the file
     * @param what "become password" and the like, for messages
     */
    public static Secret read(String name, String what) {
        return new PasswordFile(name, what, ErrorCode.USAGE).read(what);
    }

    /** As {@link #read}, for the password of a vault. */
    static Secret ofVault(String name, String id) {
        return new PasswordFile(name, "vault password", ErrorCode.VAULT_PASSWORD).read(id);
    }

    private Secret read(String id) {
        String password = text(id).strip();
        if (password.isEmpty()) {
            throw failure(empty, "the " + what + " of `" + name + "` is empty").toException();
        }
        return new Secret(password);
    }

    private String text(String id) {
        Path file = expandHome(name).toAbsolutePath();
        if (!Files.exists(file)) {
            throw failure(ErrorCode.FILE_NOT_FOUND, "there is no " + what + " file `" + name + "`")
                    .toException();
        }
        return Files.isExecutable(file) && !Files.isDirectory(file) ? run(file, id) : content(file);
    }

    private static Path expandHome(String name) {
        return name.startsWith("~/") ? Path.of(System.getProperty("user.home"), name.substring(2)) : Path.of(name);
    }

    private String content(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw failure(ErrorCode.FILE_NOT_FOUND, "there is no " + what + " file `" + name + "`")
                    .toException(e);
        } catch (IOException e) {
            throw failure(ErrorCode.FILE_NOT_READABLE, "cannot read the " + what + " file `" + name + "`")
                    .toException(e);
        }
    }

    private String run(Path file, String id) {
        try {
            Process process = new ProcessBuilder(command(file, id))
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw failed("it ended with code " + code);
            }
            return output;
        } catch (IOException e) {
            throw failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("it was interrupted");
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

    private DeployException failed(String why) {
        return failure(empty, "the " + what + " program `" + name + "` failed: " + why)
                .advise("a password file that is no program must not be executable: chmod -x " + name)
                .toException();
    }

    private Diagnostic failure(ErrorCode code, String message) {
        return Diagnostic.of(code, message).at(Place.of(name));
    }
}
