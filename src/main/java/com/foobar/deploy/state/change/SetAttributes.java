package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Need;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.HostPath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Gives files owners, groups and modes. The last name of a path is no link that is followed.
 *
 * @param title for {@link #describe()}: a path, or what the files have in common
 * @param byPath what to set on each; what is absent stays
 * @param after what is then expected, by path
 */
public record SetAttributes(String title, Map<String, Desired> byPath, Map<String, FileState> after)
        implements HostChange.Scripted {
    private static final Desired NOTHING = new Desired(Optional.empty(), Optional.empty(), Optional.empty());

    /** @param owner name or number */
    public record Desired(Optional<String> owner, Optional<String> group, Optional<Integer> mode) {
        Optional<String> ownership() {
            return owner.isEmpty() && group.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            owner.orElse("") + group.map(name -> ":" + name).orElse(""));
        }
    }

    public SetAttributes {
        byPath = new LinkedHashMap<>(byPath);
        after = Map.copyOf(after);
    }

    public static SetAttributes of(String path, Desired desired, FileState after) {
        return new SetAttributes(path, Map.of(path, desired), Map.of(path, after));
    }

    @Override
    public String describe() {
        var parts = new ArrayList<String>();
        if (byPath.values().stream().anyMatch(desired -> desired.owner().isPresent())) {
            parts.add("owner");
        }
        if (byPath.values().stream().anyMatch(desired -> desired.group().isPresent())) {
            parts.add("group");
        }
        if (byPath.values().stream().anyMatch(desired -> desired.mode().isPresent())) {
            parts.add("mode");
        }
        return "set the " + String.join(", ", parts) + " of " + title;
    }

    @Override
    public Touched touched() {
        var topics = Touched.paths(byPath.keySet().toArray(String[]::new)).topics();
        Set<String> paths = byPath.keySet().stream()
                .map(path -> Touched.entry(path).paths().iterator().next())
                .collect(Collectors.toSet());
        return new Touched(topics, paths);
    }

    @Override
    public List<Need<?>> needs() {
        return byPath.values().stream()
                .distinct()
                .flatMap(desired -> Needs.accounts(desired.owner(), desired.group()).stream())
                .toList();
    }

    /**
     * Directories come last, what lies deepest first: once one is given away, its new owner can swap names in it. Owners come
     * before modes: chown takes set-user-id bits away.
     */
    @Override
    public ShellText script() {
        ShellText script = AttributeFunctions.TEXT;
        var folders = new ArrayList<>(byFolder().entrySet());
        folders.sort(Comparator.comparing(folder -> -depth(folder.getKey())));
        for (var folder : folders) {
            script = script.and("at").and(HostPath.word(folder.getKey())).and("\n");
            for (var group : folder.getValue().entrySet()) {
                for (List<String> portion : HostPath.portions(group.getValue())) {
                    script = script.and(give(group.getKey()));
                    for (String path : portion) {
                        script = script.arg(inode(path)).arg("./" + name(path));
                    }
                    script = script.and("\n");
                }
            }
        }
        for (String path : directories().reversed()) {
            script = script.and("at")
                    .and(HostPath.word(path))
                    .and("\n")
                    .and(give(byPath.getOrDefault(path, NOTHING)))
                    .arg(inode(path))
                    .and(" .\n");
        }
        return script;
    }

    private List<String> directories() {
        return byPath.keySet().stream()
                .filter(path -> state(path).isDirectory())
                .toList();
    }

    private FileState state(String path) {
        return after.getOrDefault(path, FileState.MISSING);
    }

    /** What is no directory, by the directory that it is in and by what is to be given. */
    private Map<String, Map<Desired, List<String>>> byFolder() {
        var folders = new LinkedHashMap<String, Map<Desired, List<String>>>();
        byPath.forEach((path, desired) -> {
            if (!state(path).isDirectory()) {
                folders.computeIfAbsent(folder(path), _ -> new LinkedHashMap<>())
                        .computeIfAbsent(desired, _ -> new ArrayList<>())
                        .add(path);
            }
        });
        return folders;
    }

    private static long depth(String folder) {
        return folder.chars().filter(c -> c == '/').count();
    }

    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What it was decided for, where that is known. */
    private String inode(String path) {
        FileState state = state(path);
        return state.inode() == 0 ? "" : state.device() + ":" + state.inode();
    }

    private static ShellText give(Desired desired) {
        return ShellText.lit("give")
                .arg(desired.ownership().orElse(""))
                .arg(desired.mode().map(SetAttributes::octal).orElse(""));
    }

    /** Five digits: GNU chmod leaves a directory's set-group-id bit alone otherwise. */
    static String octal(int mode) {
        return String.format("%05o", mode);
    }

    @Override
    public void predict(Predictions predictions) {
        after.forEach((path, state) -> FilePredictions.assumeAttributes(predictions, path, state));
    }
}
