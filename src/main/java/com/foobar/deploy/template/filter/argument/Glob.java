package com.foobar.deploy.template.filter.argument;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Wildcard;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Regular files by a shell's pattern, sorted; a star does not match a leading dot. */
public final class Glob {
    private Glob() {}

    public static ListValue files(String pattern) {
        return new ListValue(find(Path.of(pattern)).stream()
                .<Value>map(path -> Value.of(path.toString()))
                .toList());
    }

    public static List<Path> find(Path pattern) {
        List<Path> found = List.of(pattern.isAbsolute() ? Path.of("/") : Path.of(""));
        for (Path name : pattern) {
            List<Path> next = new ArrayList<>();
            found.forEach(folder -> next.addAll(within(folder, name.toString())));
            found = next;
        }
        return found.stream().filter(Files::isRegularFile).sorted().toList();
    }

    private static List<Path> within(Path folder, String name) {
        if (!name.matches(".*[*?\\[].*")) {
            return List.of(folder.resolve(name));
        }
        Wildcard wildcard = Wildcard.of(name);
        var found = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder.toString().isEmpty() ? Path.of(".") : folder)) {
            for (Path entry : entries) {
                String entryName = String.valueOf(entry.getFileName());
                if (entryName.indexOf('\uFFFD') >= 0) {
                    throw Problem.failed("the name of `" + entry + "` is not UTF-8 text: rename the file");
                }
                boolean hidden = entryName.startsWith(".") && !name.startsWith(".");
                if (!hidden && wildcard.matches(entryName)) {
                    found.add(folder.resolve(entryName));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return List.of();
        }
        return found;
    }
}
