package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.Variable;
import com.foobar.deploy.value.yaml.YamlNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds and reads the files of a role. */
final class RoleFiles {
    private static final List<String> ENDINGS = List.of(".yml", ".yaml", ".json", "");
    private static final String MAIN = "main";

    private final PlaybookFiles files;

    RoleFiles(PlaybookFiles files) {
        this.files = files;
    }

    /** The entry file of {@code tasks} or {@code handlers}; only {@code main} may be missing. */
    Optional<Path> entry(Path role, String kind, String name, Place place) {
        List<Path> candidates = candidates(role.resolve(kind), name);
        Optional<Path> found = candidates.stream().filter(Files::isRegularFile).findFirst();
        if (found.isPresent() || name.equals(MAIN)) {
            return found;
        }
        return Optional.of(PlaybookFiles.firstOf(candidates, "file in the role's " + kind, name, place));
    }

    private static List<Path> candidates(Path folder, String name) {
        return ENDINGS.stream().map(ending -> folder.resolve(name + ending)).toList();
    }

    /** The variables of {@code defaults} or {@code vars}: a file, or every file of a directory in sorted order. */
    Map<String, Variable> variables(Path role, String kind, String name, Precedence level, Place place) {
        Optional<Path> file = candidates(role.resolve(kind), name).stream()
                .filter(Files::isRegularFile)
                .findFirst();
        if (file.isPresent()) {
            return variables(file.get(), level);
        }
        Path folder = role.resolve(kind).resolve(name);
        if (!Files.isDirectory(folder) && !name.equals(MAIN)) {
            PlaybookFiles.firstOf(candidates(role.resolve(kind), name), "file in the role's " + kind, name, place);
        }
        var all = new LinkedHashMap<String, Variable>();
        below(folder).forEach(path -> all.putAll(variables(path, level)));
        return Collections.unmodifiableMap(all);
    }

    private static List<Path> below(Path folder) {
        var found = new ArrayList<Path>();
        for (String name : FolderNames.in(folder)) {
            Path path = folder.resolve(name);
            if (name.startsWith(".") || name.endsWith("~")) {
                continue;
            }
            if (Files.isDirectory(path)) {
                found.addAll(below(path));
            } else if (name.matches(".*\\.(yml|yaml|json)|[^.]*")) {
                found.add(path);
            }
        }
        return found;
    }

    private Map<String, Variable> variables(Path file, Precedence level) {
        Optional<YamlNode> document = files.read(file);
        if (document.isEmpty()) {
            return Map.of();
        }
        if (!(document.get() instanceof YamlNode.Mapping mapping)) {
            throw Diagnostic.of(
                            ErrorCode.YAML_SHAPE,
                            "a file of variables is a mapping, and this is "
                                    + document.get().kind())
                    .at(document.get().place())
                    .toException();
        }
        var variables = new LinkedHashMap<String, Variable>();
        for (YamlNode.Entry entry : mapping.entries()) {
            variables.put(
                    entry.name(),
                    new Variable(entry.value().toValue(), level, entry.key().place()));
        }
        return Collections.unmodifiableMap(variables);
    }

    /** {@code meta/main.yml}, an empty mapping where there is none. */
    YamlNode.Mapping meta(Path role) {
        var none = new YamlNode.Mapping(List.of(), Place.of(role.resolve("meta").toString()));
        return candidates(role.resolve("meta"), MAIN).stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .flatMap(files::read)
                .map(node -> Shapes.mapping("meta", node))
                .orElse(none);
    }
}
