package com.foobar.deploy.playbook;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a play can come to: its own tasks and handlers, and those of the includes whose names are known before the run.
 * Following them finds their mistakes before a host is touched.
 */
final class Reach {
    private final PlaybookLoader loader;
    private final List<Task> tasks = new ArrayList<>();
    private final List<Task> handlers = new ArrayList<>();
    private final Set<String> followed = new HashSet<>();
    private boolean complete = true;
    private final Problems problems = new Problems();
    private int conditions;

    private Reach(PlaybookLoader loader) {
        this.loader = loader;
    }

    static Reach of(Play play, PlaybookLoader loader) {
        var reach = new Reach(loader);
        for (List<Node> section : List.of(play.preTasks(), play.roleTasks(), play.tasks(), play.postTasks())) {
            reach.nodes(section);
        }
        play.handlers().forEach(reach::handler);
        reach.problems.refuse();
        return reach;
    }

    List<Task> tasks() {
        return tasks;
    }

    List<Task> handlers() {
        return handlers;
    }

    /** False where some include depends on what the run finds. */
    boolean complete() {
        return complete;
    }

    private void nodes(List<Node> nodes) {
        for (Node node : nodes) {
            switch (node) {
                case Task task -> {
                    tasks.add(task);
                    follow(task);
                }
                case Block block -> {
                    nodes(block.tasks());
                    nodes(block.rescue());
                    nodes(block.always());
                }
            }
        }
    }

    private void handler(Task handler) {
        handlers.add(handler);
        follow(handler);
    }

    private void follow(Task task) {
        Optional<Statement> statement = Statement.find(task.module());
        if (statement.isEmpty()) {
            return;
        }
        boolean conditional = !task.keywords().when().isEmpty() || task.loop().isPresent();
        conditions += conditional ? 1 : 0;
        try {
            open(statement.get(), task).ifPresentOrElse(this::add, () -> complete = false);
        } catch (DeployException e) {
            if (!e.all().stream().allMatch(this::mayBeRightLater)) {
                problems.add(e);
            }
            complete = false;
        }
        conditions -= conditional ? 1 : 0;
    }

    private void add(PlaybookLoader.Included included) {
        included.handlers().forEach(this::handler);
        nodes(included.tasks());
    }

    /**
     * A name may depend on the run. Behind a condition a role or file may be missing, and a module may be one of another
     * system that nobody here knows: such an include fails when it is reached.
     */
    private boolean mayBeRightLater(Diagnostic diagnostic) {
        return switch (diagnostic.code()) {
            case UNDEFINED_VARIABLE, EXPRESSION_TYPE, TEMPLATE_FAILED -> true;
            case FILE_NOT_FOUND, ROLE_NOT_FOUND -> conditions > 0;
            case UNKNOWN_MODULE -> conditions > 0 && diagnostic.advice().isEmpty();
            default -> false;
        };
    }

    /** Empty where the name is not known yet. */
    private Optional<PlaybookLoader.Included> open(Statement statement, Task task) {
        Optional<String> name = name(statement, task);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> from = from(task);
        if (!followed.add(statement + " " + name.get() + " " + from + " " + task.folder() + " " + roleNames(task))) {
            return Optional.of(new PlaybookLoader.Included(List.of(), List.of(), List.of()));
        }
        return Optional.of(
                statement.takesFile()
                        ? loader.includeTasks(task, name.get(), Map.of())
                        : loader.includeRole(task, name.get(), from, Map.of()));
    }

    private static List<String> roleNames(Task task) {
        return task.roles().stream().map(RoleInstance::name).toList();
    }

    private static Optional<String> name(Statement statement, Task task) {
        MapValue arguments = task.arguments();
        Optional<Value> name = statement.takesFile()
                ? arguments.find("file")
                : arguments.find("name").or(() -> arguments.find("role"));
        boolean fromKnown = from(task).values().stream().noneMatch(value -> value.contains("{{"));
        return name.filter(value -> value instanceof TextValue text && !text.template() && fromKnown)
                .map(String::valueOf);
    }

    private static Map<String, String> from(Task task) {
        var from = new LinkedHashMap<String, String>();
        task.arguments().strings().forEach((name, value) -> {
            if (name.endsWith("_from") && value instanceof TextValue text) {
                from.put(name, text.text());
            }
        });
        return from;
    }
}
