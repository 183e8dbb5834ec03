package com.foobar.deploy.record;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The hashes of the files a run is made from: the playbook and what lies beside it, roles and inventories. */
final class FileHashes {
    /** More than a project has; a directory that holds more is none. */
    private static final int MOST_FILES = 20_000;

    private FileHashes() {}

    /** By path, hashed with the project's key since there may be secrets in them. */
    static Map<String, String> hashes(RunOptions options, PlanKey key) {
        var hashes = new TreeMap<String, String>();
        for (Path start : starts(options)) {
            try (Stream<Path> files = Files.walk(start)) {
                files.filter(Files::isRegularFile)
                        .filter(file -> !hidden(start, file))
                        .limit(MOST_FILES)
                        .forEach(file -> hashes.put(file.toString(), hash(file, key)));
            } catch (IOException e) {
                throw unreadable(start, e);
            }
        }
        return hashes;
    }

    private static Set<Path> starts(RunOptions options) {
        var starts = new LinkedHashSet<Path>();
        Path playbook = options.playbook().toAbsolutePath().normalize();
        starts.add(playbook);
        Path folder = playbook.getParent();
        if (folder != null) {
            for (String name :
                    new String[] {"roles", "../roles", "group_vars", "host_vars", "vars", "templates", "files", "tasks"
                    }) {
                starts.add(folder.resolve(name).normalize());
            }
        }
        options.inventorySources().stream()
                .filter(source -> !source.contains(","))
                .map(source -> Path.of(source).toAbsolutePath().normalize())
                .forEach(source -> {
                    starts.add(source);
                    starts.add(source.resolveSibling("group_vars"));
                    starts.add(source.resolveSibling("host_vars"));
                });
        starts.removeIf(start -> !Files.exists(start));
        return starts;
    }

    private static boolean hidden(Path start, Path file) {
        for (Path part : start.relativize(file)) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static String hash(Path file, PlanKey key) {
        try {
            return key.hash(Files.readAllBytes(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static RuntimeException unreadable(Path file, IOException e) {
        return Diagnostic.of(ErrorCode.FILE_NOT_READABLE, "`" + file + "` cannot be read: " + e)
                .toException(e);
    }
}
