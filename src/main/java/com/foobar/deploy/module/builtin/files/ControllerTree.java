package com.foobar.deploy.module.builtin.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What is in a directory of the controller, directories before what is in them. */
final class ControllerTree {
    /** @param name below the directory; empty for the directory itself */
    record Item(String name, boolean folder, Optional<String> link, Optional<Path> file) {}

    private final Path root;
    private final boolean follow;
    private final List<Item> items = new ArrayList<>();

    private ControllerTree(Path root, boolean follow) {
        this.root = root;
        this.follow = follow;
    }

    /**
     * @param follow what links lead to, instead of the links; a link that leads back to a directory it lies in, or nowhere,
     *     stays a link, as with Ansible
     */
    static List<Item> of(Path folder, boolean follow) {
        var tree = new ControllerTree(folder, follow);
        try {
            tree.items.add(new Item("", true, Optional.empty(), Optional.of(folder)));
            tree.list(folder, Set.of(folder.toRealPath()));
        } catch (IOException e) {
            throw ControllerFile.unreadable(folder, e);
        }
        tree.items.sort(Comparator.comparing(item -> Path.of(item.name())));
        return List.copyOf(tree.items);
    }

    /** @param above the real paths of the directory and those it lies in */
    private void list(Path folder, Set<Path> above) throws IOException {
        List<Path> entries;
        try (Stream<Path> paths = Files.list(folder)) {
            entries = paths.toList();
        }
        for (Path path : entries) {
            String name = root.relativize(path).toString();
            ReadableNames.require(path.toString());
            boolean link = Files.isSymbolicLink(path);
            if (link && (!follow || !Files.exists(path) || above.contains(path.toRealPath()))) {
                String target = Files.readSymbolicLink(path).toString();
                items.add(new Item(name, false, Optional.of(target), Optional.empty()));
            } else if (Files.isDirectory(path)) {
                items.add(new Item(name, true, Optional.empty(), Optional.of(path)));
                var inner = new LinkedHashSet<>(above);
                inner.add(path.toRealPath());
                list(path, inner);
            } else {
                items.add(new Item(name, false, Optional.empty(), Optional.of(path)));
            }
        }
    }
}
