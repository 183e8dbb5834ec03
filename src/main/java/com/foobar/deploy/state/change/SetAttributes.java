package com.foobar.deploy.state.change;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Predictions;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.question.FileState;
import com.foobar.deploy.state.question.HostPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Gives files owners, groups and modes.
 *
 * @param title for {@link #describe()}: a path, or what the files have in common
 * @param wishes by path; what is absent stays
 * @param follow through links; a link's own mode cannot be set
 * @param after what is then expected, by path
 */
public record SetAttributes(String title, Map<String, Wish> wishes, boolean follow, Map<String, FileState> after)
        implements HostChange.Scripted {
    /** @param owner name or number */
    public record Wish(Optional<String> owner, Optional<String> group, Optional<Integer> mode) {
        Optional<String> ownership() {
            return owner.isEmpty() && group.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            owner.orElse("") + group.map(name -> ":" + name).orElse(""));
        }
    }

    public SetAttributes {
        wishes = new LinkedHashMap<>(wishes);
        after = Map.copyOf(after);
    }

    public static SetAttributes of(String path, Wish wish, boolean follow, FileState after) {
        return new SetAttributes(path, Map.of(path, wish), follow, Map.of(path, after));
    }

    @Override
    public String describe() {
        var parts = new java.util.ArrayList<String>();
        if (wishes.values().stream().anyMatch(wish -> wish.owner().isPresent())) {
            parts.add("owner");
        }
        if (wishes.values().stream().anyMatch(wish -> wish.group().isPresent())) {
            parts.add("group");
        }
        if (wishes.values().stream().anyMatch(wish -> wish.mode().isPresent())) {
            parts.add("mode");
        }
        return "set the " + String.join(", ", parts) + " of " + title;
    }

    @Override
    public Touched touched() {
        var topics = Touched.paths(wishes.keySet().toArray(String[]::new)).topics();
        Set<String> paths = wishes.keySet().stream()
                .map(path -> Touched.entry(path).paths().iterator().next())
                .collect(Collectors.toSet());
        return new Touched(topics, paths);
    }

    /** Owners first: chown takes set-user-id bits away. */
    @Override
    public ShellText script() {
        ShellText script = ShellText.EMPTY;
        for (var entry : grouped(wish -> wish.ownership()).entrySet()) {
            for (List<String> portion : HostPath.portions(entry.getValue())) {
                script = script.and(follow ? ShellText.lit("chown --") : ShellText.lit("chown -h --"))
                        .arg(entry.getKey())
                        .and(words(portion))
                        .and(" || exit 1\n");
            }
        }
        for (var entry : grouped(wish -> wish.mode().map(SetAttributes::octal)).entrySet()) {
            for (List<String> portion : HostPath.portions(entry.getValue())) {
                script = script.and("chmod --")
                        .arg(entry.getKey())
                        .and(words(portion))
                        .and(" || exit 1\n");
            }
        }
        return script;
    }

    /** Five digits: GNU chmod leaves a folder's set-group-id bit alone otherwise. */
    static String octal(int mode) {
        return String.format("%05o", mode);
    }

    private Map<String, List<String>> grouped(java.util.function.Function<Wish, Optional<String>> part) {
        return wishes.entrySet().stream()
                .filter(entry -> part.apply(entry.getValue()).isPresent())
                .collect(Collectors.groupingBy(
                        entry -> part.apply(entry.getValue()).orElseThrow(),
                        TreeMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    }

    private static ShellText words(List<String> paths) {
        ShellText words = ShellText.EMPTY;
        for (String path : paths) {
            words = words.and(HostPath.word(path));
        }
        return words;
    }

    @Override
    public void predict(Predictions predictions) {
        after.forEach((path, state) -> FilePredictions.assume(predictions, path, state));
    }
}
