package com.foobar.deploy.template;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a task's relative files are looked for, as Ansible does: in each directory first below {@code files},
 * {@code templates} or {@code vars}, then directly.
 *
 * @param folders the role's directory (and those of the roles that include it), the task file's directory, the playbook's
 */
public record FileSearch(List<Path> folders) {
    public static final FileSearch NOWHERE = new FileSearch(List.of());

    public FileSearch {
        folders = List.copyOf(folders);
    }

    /** The first that exists; an absolute path is taken as it is. */
    public Optional<Path> find(String kind, String name) {
        return candidates(kind, name).stream().filter(Files::exists).findFirst();
    }

    /** Every path that {@link #find} looks at, for the error message. */
    public List<Path> candidates(String kind, String name) {
        Path path = Path.of(name);
        if (path.isAbsolute()) {
            return List.of(path);
        }
        var candidates = new ArrayList<Path>();
        for (Path folder : folders) {
            candidates.add(folder.resolve(kind).resolve(name).normalize());
            candidates.add(folder.resolve(name).normalize());
        }
        return candidates;
    }
}
