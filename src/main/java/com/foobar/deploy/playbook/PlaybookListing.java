package com.foobar.deploy.playbook;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code --list-tasks}, {@code --list-tags} and {@code --list-hosts} show of a playbook. Includes are not opened. */
public record PlaybookListing(List<PlayLine> plays) {
    /**
     * A play.
     *
     * @param number counted from 1
     * @param name or the pattern of hosts, where it has none
     * @param pattern of hosts, as written
     * @param tags of the play itself
     * @param taskTags of all its tasks
     */
    public record PlayLine(
            int number,
            String name,
            Value pattern,
            SortedSet<String> tags,
            List<TaskLine> tasks,
            SortedSet<String> taskTags) {}

    /**
     * A task.
     *
     * @param title the name, or the module where it has none, after the role and a colon
     */
    public record TaskLine(String title, SortedSet<String> tags, Task task) {}

    /** The hosts of a play. */
    public record HostsLine(PlayLine play, List<String> hosts) {}

    public PlaybookListing {
        plays = List.copyOf(plays);
    }

    /** The plays with the tasks that the selection lets run. */
    public static PlaybookListing of(Playbook playbook, TagSelection selection) {
        var lines = new ArrayList<PlayLine>();
        for (Play play : selection.select(playbook).plays()) {
            lines.add(line(lines.size() + 1, play));
        }
        return new PlaybookListing(lines);
    }

    private static PlayLine line(int number, Play play) {
        List<TaskLine> tasks = lines(play.nodes().toList()).toList();
        var taskTags = new TreeSet<String>();
        tasks.forEach(task -> taskTags.addAll(task.tags()));
        String name = play.name().map(String::valueOf).orElseGet(() -> text(play.hosts()));
        return new PlayLine(
                number, name, play.hosts(), new TreeSet<>(play.keywords().tags()), tasks, taskTags);
    }

    /** The pattern of a play's hosts as one text. */
    public static String text(Value pattern) {
        return pattern instanceof ListValue list
                ? list.items().stream().map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(pattern);
    }

    private static Stream<TaskLine> lines(List<Node> nodes) {
        return nodes.stream().flatMap(node -> switch (node) {
            case TaskNode step -> Stream.of(line(step.task()));
            case Block block ->
                Stream.of(block.tasks(), block.rescue(), block.always()).flatMap(PlaybookListing::lines);
        });
    }

    private static TaskLine line(Task task) {
        String name = task.name().map(String::valueOf).orElse(task.module());
        String title = task.role().map(role -> role.name() + " : " + name).orElse(name);
        return new TaskLine(title, new TreeSet<>(task.keywords().tags()), task);
    }

    /**
     * The hosts of each play.
     *
     * @param resolve gives the names of the hosts that a pattern matches
     */
    public List<HostsLine> hosts(Function<Value, List<String>> resolve) {
        return plays.stream()
                .map(play -> new HostsLine(play, resolve.apply(play.pattern())))
                .toList();
    }
}
