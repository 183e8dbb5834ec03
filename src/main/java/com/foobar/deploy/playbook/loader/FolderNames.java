package com.foobar.deploy.playbook.loader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Names of what lies in directories, sorted; none where there is no directory or it cannot be read. */
final class FolderNames {
    private FolderNames() {}

    /** Everything in the directory that the path is in. */
    static List<String> beside(Path path) {
        Path folder = path.toAbsolutePath().getParent();
        return folder == null ? List.of() : in(folder);
    }

    static List<String> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException _) {
            // only suggestions depend on it
            return List.of();
        }
    }
}
