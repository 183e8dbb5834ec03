package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.TaskNode;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.yaml.YamlNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Commands that run anew each time. */
final class UnguardedCommand implements Rule {
    private static final Set<String> COMMANDS = Set.of("command", "shell", "raw", "script");

    @Override
    public String id() {
        return "unguarded-command";
    }

    @Override
    public String about() {
        return "A command runs, and counts as a change, each time: nothing says when there is nothing to do.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        Set<String> conditional = conditionalFiles(project);
        return project.tasks()
                .filter(task -> !task.conditional() && !conditional.contains(name(task)))
                .filter(task -> COMMANDS.contains(task.moduleName()) && !task.handler())
                .filter(task -> !guarded(task))
                .map(task -> Finding.of(
                        id(),
                        task.place(),
                        "this `" + task.moduleName()
                                + "` counts as a change each time: give it `creates`, `removes` or `changed_when`"));
    }

    private static String name(TaskNode task) {
        return String.valueOf(task.file().path().getFileName()).replaceFirst("\\.ya?ml$", "");
    }

    /** Files of tasks that are always brought in under a condition. */
    private static Set<String> conditionalFiles(Project project) {
        var under = new HashSet<String>();
        var always = new HashSet<String>(Set.of("main"));
        project.tasks()
                .forEach(task -> Stream.of("file", "tasks_from")
                        .flatMap(name -> included(task, name))
                        .forEach((task.conditional() ? under : always)::add));
        under.removeAll(always);
        return under;
    }

    private static Stream<String> included(TaskNode task, String argument) {
        boolean free = argument.equals("file") && task.moduleName().matches("(import|include)_tasks");
        Optional<YamlNode> named = task.argument(argument);
        return named
                .or(() -> free ? task.module().map(YamlNode.Entry::value) : Optional.empty())
                .map(YamlNode::toValue)
                .filter(TextValue.class::isInstance)
                .map(value -> String.valueOf(value).replaceFirst("^.*/", "").replaceFirst("\\.ya?ml$", ""))
                .stream();
    }

    private static boolean guarded(TaskNode task) {
        boolean inText = task.module()
                .map(YamlNode.Entry::value)
                .filter(value -> value instanceof YamlNode.Scalar scalar
                        && scalar.value() instanceof TextValue text
                        && text.text().matches("(?s).*\\b(creates|removes)=.*"))
                .isPresent();
        return inText
                || task.mapping().get("changed_when").isPresent()
                || task.argument("creates").isPresent()
                || task.argument("removes").isPresent();
    }
}
