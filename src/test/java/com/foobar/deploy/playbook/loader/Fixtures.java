package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.playbook.Block;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.playbook.TaskNode;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The playbooks below src/test/resources/playbook, and playbooks written in a test. */
public final class Fixtures {
    private Fixtures() {}

    static Path file(String name) {
        URL found = Fixtures.class.getResource("/playbook/" + name);
        try {
            return Path.of(Objects.requireNonNull(found, name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static PlaybookLoader loader() {
        return loader(Map.of());
    }

    static PlaybookLoader loader(Map<String, Value> variables) {
        return new PlaybookLoader(VaultReader.NONE, new SampleModules(), List.of(), variables);
    }

    public static Playbook load(String name) {
        return loader().load(file(name));
    }

    static Play write(Path folder, String playbook) {
        return loader().load(save(folder, "site.yml", playbook)).plays().getFirst();
    }

    /** One task, in a play for all hosts. */
    static Task task(Path folder, String task) {
        Play play =
                write(folder, "- hosts: all\n  tasks:\n" + task.stripTrailing().indent(4));
        return ((TaskNode) play.tasks().getFirst()).task();
    }

    static Path save(Path folder, String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of all tasks, those of blocks among them. */
    static List<String> names(List<Node> nodes) {
        return tasks(nodes).stream()
                .map(task -> task.name().map(String::valueOf).orElse(task.module()))
                .toList();
    }

    static List<Task> tasks(List<Node> nodes) {
        var tasks = new ArrayList<Task>();
        for (Node node : nodes) {
            switch (node) {
                case TaskNode step -> tasks.add(step.task());
                case Block block -> {
                    tasks.addAll(tasks(block.tasks()));
                    tasks.addAll(tasks(block.rescue()));
                    tasks.addAll(tasks(block.always()));
                }
            }
        }
        return tasks;
    }
}
