package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Lookup;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The lookup {@code filetree}: everything below directories; of two with the same path the first directory's counts. */
public final class FileTree {
    private FileTree() {}

    public static void register(CallableTable<Lookup> table) {
        table.add("filetree", FileTree::find);
    }

    private static List<Value> find(Call call) {
        Arguments.ofNamed(call);
        Set<String> seen = new LinkedHashSet<>();
        var found = new ArrayList<Value>();
        for (String term : Terms.texts(call)) {
            Path root = SearchedFile.find(call, "files", term);
            try (Stream<Path> below = Files.walk(root)) {
                below.filter(path -> !path.equals(root))
                        .sorted()
                        .filter(path -> seen.add(root.relativize(path).toString()))
                        .forEach(path -> found.add(describe(root, path)));
            } catch (IOException | UncheckedIOException e) {
                throw Problem.failed("the lookup `filetree` cannot read `" + root + "`: " + e.getMessage(), e);
            }
        }
        return found;
    }

    private static Value describe(Path root, Path path) {
        if (path.toString().indexOf('\uFFFD') >= 0) {
            throw Problem.failed("the name of `" + path + "` is not UTF-8 text: rename the file");
        }
        try {
            var entry = new LinkedHashMap<String, Value>();
            entry.put("root", Value.of(root + "/"));
            entry.put("path", Value.of(root.relativize(path).toString()));
            addKind(entry, path);
            Map<String, Object> attributes =
                    Files.readAttributes(path, "unix:mode,uid,gid,owner,group,size", LinkOption.NOFOLLOW_LINKS);
            int mode = (Integer) attributes.getOrDefault("mode", 0) & 07777;
            entry.put("mode", Value.of(String.format("0%03o", mode)));
            entry.put("uid", Value.of(((Number) attributes.getOrDefault("uid", 0)).longValue()));
            entry.put("gid", Value.of(((Number) attributes.getOrDefault("gid", 0)).longValue()));
            entry.put("owner", Value.of(String.valueOf(attributes.get("owner"))));
            entry.put("group", Value.of(String.valueOf(attributes.get("group"))));
            entry.put("size", Value.of(((Number) attributes.getOrDefault("size", 0)).longValue()));
            return MapValue.ofStrings(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addKind(Map<String, Value> entry, Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            entry.put("state", Value.of("link"));
            entry.put("src", Value.of(Files.readSymbolicLink(path).toString()));
        } else {
            entry.put("state", Value.of(Files.isDirectory(path) ? "directory" : "file"));
            entry.put("src", Value.of(path.toString()));
        }
    }
}
