package com.foobar.deploy.truth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The directories of the playbooks on this machine, and the files that all of them send. */
record Workplace(Path home) {
    private static final Map<String, String> SENT = Map.of(
            "files/one.txt", "rw-r--r--",
            "files/run.sh", "rwxr-xr-x",
            "files/tree/x", "rw-------",
            "files/tree/sub/run", "rwxr-xr-x",
            "templates/t.j2", "rw-r--r--");
    private static final String TEMPLATE = "x is {{ x }}\n{% for i in [1, 2] %}\n{{ i }} {{ v }}\n{% endfor %}\n";

    Path folder(String id) {
        return home.resolve("plays").resolve(id);
    }

    Path playbook(String id) {
        return folder(id).resolve(Playbook.FILE);
    }

    void write(Playbook playbook, String id) {
        playbook.files(id).forEach((name, text) -> put(folder(id).resolve(name), text));
        SENT.forEach((name, mode) -> {
            Path file = folder(id).resolve(name);
            put(file, name.endsWith(".j2") ? TEMPLATE : "sent " + file.getFileName() + "\n");
            permit(file, mode);
        });
        if (playbook.isSystemWide()) {
            put(folder(id).resolve("system-wide"), "");
        }
        put(folder(id).resolve("vars/more.yml"), "v: file\ngiven: file\n");
    }

    /** Out of the harness's own resources. */
    void resource(String name, String to) {
        try (InputStream stream = Workplace.class.getResourceAsStream("/truth/" + name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is missing");
            }
            put(
                    home.resolve("plays").resolve(to),
                    new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void put(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void permit(Path file, String mode) {
        try {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
