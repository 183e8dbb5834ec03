package com.foobar.deploy.playbook;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Refuses tags that no task of a playbook has. */
final class TagCheck {
    private static final Set<String> SPECIAL = Set.of("all", "always", "never", "tagged", "untagged");

    private TagCheck() {}

    static void check(TagSelection selection, List<Play> plays, List<Reach> reaches) {
        var asked = new LinkedHashSet<String>();
        Stream.of(selection.tags(), selection.skip())
                .flatMap(Set::stream)
                .sorted()
                .filter(tag -> !SPECIAL.contains(tag))
                .forEach(asked::add);
        if (!reaches.stream().allMatch(Reach::complete)) {
            return;
        }
        Set<String> known = tags(plays, reaches);
        for (String tag : asked) {
            if (!known.contains(tag)) {
                throw unknown(tag, known).toException();
            }
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
