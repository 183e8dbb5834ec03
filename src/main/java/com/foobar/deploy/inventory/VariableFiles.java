package com.foobar.deploy.inventory;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.Precedence;
import com.foobar.deploy.value.Variable;
import com.foobar.deploy.value.yaml.YamlNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The {@code group_vars} and {@code host_vars} beside an inventory or a playbook. The directories are listed once; a file is
 * read when a host first needs it, and once. Thread-safe.
 */
final class VariableFiles {
    private final boolean playbook;
    private final VariableFileReader reader;
    private final SortedMap<String, Path> groups;
    private final SortedMap<String, Path> hosts;
    private final Map<String, Candidates> readGroups = new ConcurrentHashMap<>();
    private final Map<String, Candidates> readHosts = new ConcurrentHashMap<>();

    VariableFiles(Path folder, boolean playbook, VariableFileReader reader) {
        this.playbook = playbook;
        this.reader = reader;
        this.groups = VariableFileReader.names(folder.resolve("group_vars"));
        this.hosts = VariableFileReader.names(folder.resolve("host_vars"));
    }

    boolean isPlaybook() {
        return playbook;
    }

    Candidates group(String name) {
        return readGroups.computeIfAbsent(name, _ -> read(groups, name, groupLevel(name)));
    }

    Candidates host(String name) {
        Precedence level = playbook ? Precedence.PLAYBOOK_HOST_VARS_FILES : Precedence.INVENTORY_HOST_VARS_FILES;
        return readHosts.computeIfAbsent(name, _ -> read(hosts, name, level));
    }

    /** Files and directories of {@code group_vars} for groups that do not exist. */
    Stream<Path> unusedGroups(Predicate<String> exists) {
        return unused(groups, exists);
    }

    /** Files and directories of {@code host_vars} for hosts that do not exist. */
    Stream<Path> unusedHosts(Predicate<String> exists) {
        return unused(hosts, exists);
    }

    /** A file has two names, with and without its ending. */
    private static Stream<Path> unused(SortedMap<String, Path> byName, Predicate<String> exists) {
        var unused = new TreeSet<>(byName.values());
        byName.forEach((name, path) -> {
            if (exists.test(name)) {
                unused.remove(path);
            }
        });
        return unused.stream();
    }

    private Precedence groupLevel(String name) {
        if (name.equals(GroupTree.ALL)) {
            return playbook ? Precedence.PLAYBOOK_GROUP_VARS_ALL : Precedence.INVENTORY_GROUP_VARS_ALL;
        }
        return playbook ? Precedence.PLAYBOOK_GROUP_VARS_FILES : Precedence.INVENTORY_GROUP_VARS_FILES;
    }

    private Candidates read(Map<String, Path> known, String name, Precedence level) {
        var candidates = new Candidates();
        List<Path> files = Optional.ofNullable(known.get(name))
                .map(VariableFileReader::files)
                .orElse(List.of());
        for (Path file : files) {
            reader.read(file).ifPresent(node -> add(candidates, file, node, level));
        }
        return candidates;
    }

    private static void add(Candidates candidates, Path file, YamlNode node, Precedence level) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            throw Diagnostic.of(
                            ErrorCode.YAML_SHAPE,
                            "`" + file.getFileName() + "` must be a mapping of variables, not " + node.kind())
                    .at(node.place())
                    .toException();
        }
        for (YamlNode.Entry entry : mapping.entries()) {
            candidates.add(
                    entry.name(),
                    new Variable(entry.value().toValue(), level, entry.key().place()));
        }
    }
}
