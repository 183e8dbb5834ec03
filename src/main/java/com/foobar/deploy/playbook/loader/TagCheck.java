package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.TagSelection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Refuses tags that no task of a playbook has. */
final class TagCheck {
    private static final int DEEPEST = 8;
    private static final Set<String> SPECIAL = Set.of("all", "always", "never", "tagged", "untagged");

    private TagCheck() {}

    static void check(TagSelection selection, List<Play> plays, List<Reach> reaches) {
        var asked = new LinkedHashSet<String>();
        Stream.of(selection.tags(), selection.skip())
                .flatMap(Set::stream)
                .sorted()
                .filter(tag -> !SPECIAL.contains(tag))
                .forEach(asked::add);
        Set<String> known = tags(plays, reaches);
        asked.removeAll(known);
        if (!asked.isEmpty() && !reaches.stream().allMatch(Reach::complete)) {
            asked.removeIf(tag -> mentioned(tag, folders(plays, reaches)));
        }
        for (String tag : asked) {
            throw unknown(tag, known).toException();
        }
    }

    /** Where files lie that includes whose names depend on the run can bring. */
    private static Set<Path> folders(List<Play> plays, List<Reach> reaches) {
        var folders = new TreeSet<Path>();
        plays.forEach(play -> folders.add(play.folder()));
        plays.stream().flatMap(play -> play.roles().stream()).forEach(role -> folders.add(rolesBeside(role)));
        reaches.forEach(reach -> reach.tasks().forEach(task -> folders.add(task.folder())));
        return folders;
    }

    private static Path rolesBeside(RoleInstance role) {
        Path roles = role.folder().getParent();
        return roles == null ? role.folder() : roles;
    }

    /** True where a file looks as if it gave the tag to something. */
    private static boolean mentioned(String tag, Set<Path> folders) {
        String word = "(?<![\\w-])" + Pattern.quote(tag) + "(?![\\w-])";
        Pattern given = Pattern.compile("\\btags\\s*:.*" + word + "|^\\s*-\\s+[\"']?" + word + "[\"']?\\s*$");
        return folders.stream().anyMatch(folder -> {
            try (Stream<Path> files =
                    Files.find(folder, DEEPEST, (path, _) -> path.toString().matches(".*\\.ya?ml"))) {
                return files.anyMatch(file -> taggedIn(file, given));
            } catch (IOException | UncheckedIOException _) {
                return true;
            }
        });
    }

    private static boolean taggedIn(Path file, Pattern given) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> given.matcher(line).find());
        } catch (IOException | UncheckedIOException _) {
            return true;
        }
    }

    private static Set<String> tags(List<Play> plays, List<Reach> reaches) {
        var tags = new TreeSet<String>();
        plays.forEach(play -> tags.addAll(play.keywords().tags()));
        for (Reach reach : reaches) {
            reach.tasks().forEach(task -> tags.addAll(task.keywords().tags()));
            reach.handlers().forEach(handler -> tags.addAll(handler.keywords().tags()));
        }
        return tags;
    }

    private static Diagnostic unknown(String tag, Set<String> known) {
        var diagnostic = Diagnostic.of(ErrorCode.NO_TAGS_MATCH, "no task has the tag `" + tag + "`")
                .suggest(tag, known);
        return known.isEmpty()
                ? diagnostic.advise("the playbook has no tags")
                : diagnostic.advise("its tags are " + String.join(", ", known));
    }
}
