package com.foobar.deploy.lint;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.playbook.loader.KeywordReference;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A task as it is written.
 *
 * @param conditional it, or a block around it, has a {@code when}
 */
public record TaskNode(SourceFile file, YamlNode.Mapping mapping, boolean handler, boolean conditional) {
    private static final List<String> SECTIONS = List.of("pre_tasks", "tasks", "post_tasks");
    private static final List<String> BLOCKS = List.of("block", "rescue", "always");

    /** All tasks of a file, those within blocks too. */
    static Stream<TaskNode> in(SourceFile file) {
        if (file.root().isEmpty() || !(file.root().get() instanceof YamlNode.Sequence list)) {
            return Stream.of();
        }
        return switch (file.kind()) {
            case PLAYBOOK -> list.items().stream().flatMap(play -> ofPlay(file, play));
            case TASKS -> tasks(file, list, false, false);
            case HANDLERS -> tasks(file, list, true, false);
            case VARIABLES, TEMPLATE, OTHER -> Stream.of();
        };
    }

    private static Stream<TaskNode> ofPlay(SourceFile file, YamlNode play) {
        if (!(play instanceof YamlNode.Mapping mapping)) {
            return Stream.of();
        }
        Stream<TaskNode> tasks = SECTIONS.stream()
                .flatMap(name -> mapping.get(name).stream())
                .flatMap(section -> tasks(file, section, false, false));
        Stream<TaskNode> handlers =
                mapping.get("handlers").stream().flatMap(section -> tasks(file, section, true, false));
        return Stream.concat(tasks, handlers);
    }

    private static Stream<TaskNode> tasks(SourceFile file, YamlNode section, boolean handler, boolean conditional) {
        if (!(section instanceof YamlNode.Sequence list)) {
            return Stream.of();
        }
        return list.items().stream()
                .filter(YamlNode.Mapping.class::isInstance)
                .map(YamlNode.Mapping.class::cast)
                .flatMap(task ->
                        one(file, task, handler, conditional || task.get("when").isPresent()));
    }

    private static Stream<TaskNode> one(SourceFile file, YamlNode.Mapping task, boolean handler, boolean conditional) {
        return task.get("block").isEmpty()
                ? Stream.of(new TaskNode(file, task, handler, conditional))
                : BLOCKS.stream()
                        .flatMap(name -> task.get(name).stream())
                        .flatMap(part -> tasks(file, part, handler, conditional));
    }

    /** The entry whose key is the module. */
    public Optional<YamlNode.Entry> module() {
        return mapping.entries().stream()
                .filter(entry -> !KeywordReference.isTaskKeyword(entry.name())
                        && !entry.name().startsWith("with_"))
                .findFirst();
    }

    /** The module's name without its collection; empty for {@code action}. */
    public String moduleName() {
        return module().map(entry -> entry.name().substring(entry.name().lastIndexOf('.') + 1))
                .orElse("");
    }

    /** An argument of the module, of {@code args} too. */
    public Optional<YamlNode> argument(String name) {
        return Stream.concat(module().map(YamlNode.Entry::value).stream(), mapping.get("args").stream())
                .filter(YamlNode.Mapping.class::isInstance)
                .flatMap(node -> ((YamlNode.Mapping) node).get(name).stream())
                .findFirst();
    }

    /** Where the module's name stands, else where the task begins. */
    public Place place() {
        return module().map(entry -> entry.key().place()).orElse(mapping.place());
    }
}
