package com.foobar.deploy.lint;

import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.playbook.loader.ModuleNames;
import com.foobar.deploy.template.Templates;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What rules look at.
 *
 * @param files those that were named, and those that define or use what the named ones use or define
 * @param inventory where one was named: without it the variables of the hosts are unknown
 */
public record Project(List<SourceFile> files, Optional<Inventory> inventory, Templates templates, ModuleNames modules) {
    public Project {
        files = List.copyOf(files);
    }

    public Stream<TaskNode> tasks() {
        return files.stream().flatMap(TaskNode::in);
    }

    public Stream<SourceFile> ofKind(SourceFile.Kind kind) {
        return files.stream().filter(file -> file.kind() == kind);
    }

    public Optional<SourceFile> file(String name) {
        return files.stream().filter(file -> file.path().equals(Path.of(name))).findFirst();
    }
}
