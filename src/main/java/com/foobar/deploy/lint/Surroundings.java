package com.foobar.deploy.lint;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The project that a file belongs to. Whether a variable of one file is used or defined can only be told from the others,
 * so they are read too where only a part of a project was named.
 */
public final class Surroundings {
    private static final List<String> PARTS = List.of("playbooks", "roles", "inventories", "group_vars", "host_vars");
    /** Directories that only the root of a project has. */
    private static final List<String> MARKS = List.of("playbooks", "roles", "inventories");
    /** As far as from {@code roles/web/tasks/main.yml} to the root. */
    private static final int HIGHEST = 4;

    private Surroundings() {}

    /** The parts of a project in a directory: the directories that are named by their purpose, and YAML files. */
    public static List<Path> parts(Path root) {
        Stream<Path> directories = PARTS.stream().map(root::resolve).filter(Files::isDirectory);
        File[] entries =
                Objects.requireNonNullElse(root.toAbsolutePath().toFile().listFiles(), new File[0]);
        Stream<Path> files = Stream.of(entries)
                .filter(File::isFile)
                .map(File::getName)
                .filter(name -> name.matches("[^.].*\\.ya?ml"))
                .sorted()
                .map(root::resolve);
        return Stream.concat(directories, files).toList();
    }

    /** What lies around the named files and directories. */
    public static List<Path> of(List<Path> named) {
        var around = new ArrayList<Path>();
        for (Path path : named) {
            root(path.toAbsolutePath().normalize()).ifPresent(root -> around.addAll(parts(root)));
        }
        return around;
    }

    private static Optional<Path> root(Path path) {
        return Stream.iterate(path, Objects::nonNull, Path::getParent)
                .limit(HIGHEST + 1L)
                .filter(directory -> MARKS.stream().anyMatch(mark -> Files.isDirectory(directory.resolve(mark))))
                .findFirst();
    }
}
