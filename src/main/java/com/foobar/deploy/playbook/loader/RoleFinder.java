package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.RoleInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the directory of a role. */
final class RoleFinder {
    private static final List<Path> OF_THE_MACHINE =
            List.of(Path.of("/usr/share/ansible/roles"), Path.of("/etc/ansible/roles"));

    private final List<Path> rolesPath;
    private final Optional<Path> home;

    /**
     * @param rolesPath given by the user, searched after the roles beside the playbook
     * @param home of the user
     */
    RoleFinder(List<Path> rolesPath, Optional<Path> home) {
        this.rolesPath = List.copyOf(rolesPath);
        this.home = home;
    }

    /**
     * The role's directory.
     *
     * @param name a plain one, one of a collection (its last part counts), or a path
     * @param asking the roles that ask for it: it may lie beside the innermost
     */
    Path find(String name, Path playbookFolder, List<RoleInstance> asking, Place place) {
        Set<Path> folders = folders(playbookFolder, asking);
        for (String spelling : spellings(name)) {
            for (Path folder : folders) {
                Path candidate = folder.resolve(spelling).normalize();
                if (Files.isDirectory(candidate)) {
                    return candidate;
                }
            }
        }
        throw missing(name, folders, place).toException();
    }

    private static List<String> spellings(String name) {
        String[] parts = name.split("\\.", -1);
        return parts.length >= 3 && !name.contains("/") ? List.of(name, parts[parts.length - 1]) : List.of(name);
    }

    private Set<Path> folders(Path playbookFolder, List<RoleInstance> asking) {
        var folders = new LinkedHashSet<Path>();
        folders.add(playbookFolder.resolve("roles"));
        folders.addAll(rolesPath);
        // The project's layout: playbooks/site.yml beside roles/.
        folders.add(playbookFolder.resolve("../roles").normalize());
        if (!asking.isEmpty()) {
            Optional.ofNullable(asking.getLast().folder().getParent()).ifPresent(folders::add);
        }
        folders.add(playbookFolder);
        home.ifPresent(folder -> folders.add(folder.resolve(".ansible/roles")));
        folders.addAll(OF_THE_MACHINE);
        return folders;
    }

    private static Diagnostic missing(String name, Set<Path> folders, Place place) {
        var known = new ArrayList<String>();
        folders.forEach(folder -> FolderNames.in(folder).stream()
                .filter(entry -> Files.isDirectory(folder.resolve(entry).resolve("tasks")))
                .forEach(known::add));
        List<String> looked = folders.stream()
                .map(folder -> folder.toString().isEmpty() ? "." : folder.toString())
                .toList();
        return Diagnostic.of(ErrorCode.ROLE_NOT_FOUND, "there is no role `" + name + "`")
                .at(place)
                .suggest(name, known)
                .advise(known.isEmpty() ? "there are no roles" : "the roles there are: " + String.join(", ", known))
                .advise("looked in " + String.join(", ", looked));
    }
}
