package com.foobar.deploy.playbook;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tasks run, by their tags: Ansible's rules for {@code --tags} and {@code --skip-tags} with the special tags always,
 * never, all, tagged and untagged.
 *
 * @param tags empty means all
 */
public record TagSelection(Set<String> tags, Set<String> skip) {
    public static final TagSelection ALL = new TagSelection(Set.of(), Set.of());

    private static final String UNTAGGED = "untagged";

    public TagSelection {
        tags = Set.copyOf(tags);
        skip = Set.copyOf(skip);
    }

    /** True if a task with these effective tags is to run. */
    public boolean runs(Set<String> taskTags) {
        Set<String> own = taskTags.isEmpty() ? Set.of(UNTAGGED) : taskTags;
        return wanted(own) && !skipped(own);
    }

    private boolean wanted(Set<String> own) {
        if (own.contains("always") || shares(own, tags)) {
            return true;
        }
        if (own.contains("never")) {
            return false;
        }
        return tags.isEmpty() || tags.contains("all") || tags.contains("tagged") && !own.contains(UNTAGGED);
    }

    private boolean skipped(Set<String> own) {
        if (skip.contains("all")) {
            return !own.contains("always") || skip.contains("always");
        }
        return shares(own, skip) || skip.contains("tagged") && !own.contains(UNTAGGED);
    }

    private static boolean shares(Set<String> some, Set<String> others) {
        return some.stream().anyMatch(others::contains);
    }

    /** The playbook without the static tasks that do not run, and with roles that were used before left out. */
    public Playbook select(Playbook playbook) {
        return new Playbook(
                playbook.file(), playbook.plays().stream().map(this::select).toList());
    }

    private Play select(Play play) {
        var repeats = new RoleRepeats();
        return play.withSections(section -> repeats.drop(nodes(section)));
    }

    /** The nodes without the tasks that do not run; also for what an include brought in. */
    public List<Node> nodes(List<Node> nodes) {
        return nodes.stream().flatMap(node -> node(node).stream()).toList();
    }

    private Optional<Node> node(Node node) {
        return switch (node) {
            case TaskNode step -> runs(step.task().keywords().tags()) ? Optional.of(step) : Optional.empty();
            case Block block -> {
                List<Node> tasks = nodes(block.tasks());
                List<Node> always = nodes(block.always());
                yield tasks.isEmpty() && always.isEmpty()
                        ? Optional.empty()
                        : Optional.of(block.with(tasks, nodes(block.rescue()), always));
            }
        };
    }
}
