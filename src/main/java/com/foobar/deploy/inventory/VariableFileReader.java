package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.yaml.YamlFile;
import com.foobar.deploy.value.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Finds the files of variables by Ansible's rules and parses each one once. Thread-safe. */
final class VariableFileReader {
    private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

    private final YamlFile yaml;
    private final Map<Path, Optional<YamlNode>> parsed = new ConcurrentHashMap<>();

    VariableFileReader(YamlFile yaml) {
        this.yaml = yaml;
    }

    Optional<YamlNode> read(Path file) {
        return parsed.computeIfAbsent(
                file, path -> yaml.read(path).filter(node -> !(node instanceof YamlNode.Scalar(NullValue _, Place _))));
    }

    /**
     * What lies in a directory, by the name of the group or host it is for. Of {@code web}, {@code web.yml}, {@code
     * web.yaml} and {@code web.json} the first one counts and the others are not read, as in Ansible.
     */
    static SortedMap<String, Path> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Collections.emptySortedMap();
        }
        List<Path> entries = list(folder);
        var names = new TreeMap<String, Path>();
        for (String ending : ENDINGS) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (name.endsWith(ending) && name.length() > ending.length()) {
                    names.putIfAbsent(name.substring(0, name.length() - ending.length()), entry);
                }
            }
        }
        return names;
    }

    /** The file itself, or the files of a directory and the directories below it, sorted by name. */
    static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        var files = new ArrayList<Path>();
        for (Path entry : list(path)) {
            String ending = ending(entry);
            if (Files.isDirectory(entry)) {
                files.addAll(ending.isEmpty() ? files(entry) : List.of());
            } else if (ENDINGS.contains(ending)) {
                files.add(entry);
            }
        }
        return files;
    }

    private static String ending(Path path) {
        String name = path.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(VariableFileReader::visible).sorted().toList();
        } catch (IOException e) {
            throw Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "cannot list `" + folder + "`: " + e.getMessage())
                    .at(Place.of(folder.toString()))
                    .toException(e);
        }
    }

    private static boolean visible(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && !name.endsWith("~");
    }
}
