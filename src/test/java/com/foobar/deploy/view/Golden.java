package com.foobar.deploy.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Screens as files in {@code src/test/resources/screens}; with {@code WRITE_SCREENS} set they are written anew. */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/screens");

    private Golden() {}

    public static void check(String name, String screen) {
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if (System.getenv("WRITE_SCREENS") != null) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, screen);
            }
            assertThat(screen).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
