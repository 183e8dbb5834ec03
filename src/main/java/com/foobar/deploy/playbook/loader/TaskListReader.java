package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.playbook.Block;
import com.foobar.deploy.playbook.Keywords;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.playbook.TaskNode;
import com.foobar.deploy.playbook.loader.Keyword.Use;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads lists of tasks and blocks, with static imports put in place. */
final class TaskListReader {
    private final KeywordReader keywords;
    private final TaskReader tasks;
    private final ImportReader imports;

    TaskListReader(KeywordReader keywords, TaskReader tasks, PlaybookFiles files, RoleFinder finder, KnownNames names) {
        this.keywords = keywords;
        this.tasks = tasks;
        this.imports = new ImportReader(this, new RoleReader(this, keywords, files, finder), files, names, keywords);
    }

    ImportReader imports() {
        return imports;
    }

    List<Node> read(List<YamlNode> items, LoadContext context) {
        var nodes = new ArrayList<Node>();
        for (YamlNode item : items) {
            context.gathered().problems().collect(() -> nodes.addAll(entry(item, context)));
        }
        return nodes;
    }

    /** Handlers, those of blocks and imports among them. */
    List<TaskNode> handlers(List<YamlNode> items, LoadContext context) {
        return flat(read(items, context.forHandlers()));
    }

    private static List<TaskNode> flat(List<Node> nodes) {
        var all = new ArrayList<TaskNode>();
        for (Node node : nodes) {
            switch (node) {
                case TaskNode step -> all.add(step);
                case Block block -> {
                    refuseRescue(block);
                    all.addAll(flat(block.tasks()));
                }
            }
        }
        return all;
    }

    private static void refuseRescue(Block block) {
        if (!block.rescue().isEmpty() || !block.always().isEmpty()) {
            throw Diagnostic.of(ErrorCode.UNSUPPORTED_KEYWORD, "a block of handlers has no `rescue` and no `always`")
                    .at(block.place())
                    .advise("make a handler that includes a file of tasks, with the block in it")
                    .toException();
        }
    }

    private List<Node> entry(YamlNode item, LoadContext context) {
        if (!(item instanceof YamlNode.Mapping mapping)) {
            throw Diagnostic.of(
                            ErrorCode.YAML_SHAPE,
                            "a " + context.use().title() + " is a mapping, and this is " + item.kind())
                    .at(item.place())
                    .toException();
        }
        if (mapping.entry("block").isPresent()) {
            return List.of(block(mapping, context));
        }
        Task task = tasks.read(mapping, context);
        Optional<FileStatement> statement = FileStatement.find(task.module());
        return statement.isPresent()
                ? imports.carryOut(statement.get(), task, mapping, tasks.own(mapping), context)
                : List.of(task);
    }

    private Block block(YamlNode.Mapping mapping, LoadContext context) {
        keywords.checkAll(mapping, Use.BLOCK);
        Keywords own = keywords.read(mapping, Use.BLOCK);
        LoadContext inner = context.inside(own).notifying(TaskReader.notifies(mapping));
        return new Block(
                KeywordReader.node(mapping, "name")
                        .map(node -> Shapes.text("name", node).text()),
                section(mapping, "block", inner),
                section(mapping, "rescue", inner),
                section(mapping, "always", inner),
                inner.keywords(),
                mapping.place());
    }

    private List<Node> section(YamlNode.Mapping block, String name, LoadContext context) {
        return block.get(name)
                .map(node -> read(Shapes.list(name, node), context))
                .orElse(List.of());
    }
}
