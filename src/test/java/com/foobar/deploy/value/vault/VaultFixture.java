package com.foobar.deploy.value.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

final class VaultFixture {
    private VaultFixture() {}

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(VaultFixture.class.getResource("/vault/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
