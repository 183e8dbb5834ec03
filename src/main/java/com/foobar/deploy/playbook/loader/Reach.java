package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.playbook.Block;
import com.foobar.deploy.playbook.Include;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.playbook.TaskNode;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
        for (List<Node> section : play.sections()) {
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
                case TaskNode step -> {
                    tasks.add(step.task());
                    follow(step);
                }
                case Block block -> {
                    nodes(block.tasks());
                    nodes(block.rescue());
                    nodes(block.always());
                }
            }
        }
    }

    private void handler(TaskNode handler) {
        handlers.add(handler.task());
        follow(handler);
    }

    private void follow(TaskNode step) {
        if (step instanceof Include include) {
            follow(include);
        }
    }

    private void follow(Include include) {
        Task task = include.task();
        boolean conditional = !task.keywords().when().isEmpty() || task.loop().isPresent();
        conditions += conditional ? 1 : 0;
        try {
            open(include).ifPresentOrElse(this::add, () -> complete = false);
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
     * A name may depend on the run. Under a condition a role or file may be missing, and a module may be one of another
     * system that is unknown here: such an include fails when it is reached.
     */
    private boolean mayBeRightLater(Diagnostic diagnostic) {
        return switch (diagnostic.code()) {
            case UNDEFINED_VARIABLE, EXPRESSION_TYPE, TEMPLATE_FAILED -> true;
            case FILE_NOT_FOUND, ROLE_NOT_FOUND -> conditions > 0;
            case UNKNOWN_MODULE -> conditions > 0 && diagnostic.advice().isEmpty();
            default -> false;
        };
    }

    /** Empty where a name is not known yet. */
    private Optional<PlaybookLoader.Included> open(Include include) {
        boolean known =
                isPlain(include.name()) && include.from().values().stream().allMatch(Reach::isPlain);
        if (!known) {
            return Optional.empty();
        }
        String name = String.valueOf(include.name());
        var from = new TreeMap<String, String>();
        include.from().forEach((kind, value) -> from.put(kind, String.valueOf(value)));
        Task task = include.task();
        if (!followed.add(include.kind() + " " + name + " " + from + " " + task.folder() + " " + roleNames(task))) {
            return Optional.of(new PlaybookLoader.Included(List.of(), List.of(), List.of()));
        }
        return Optional.of(loader.include(include, name, from, Map.of()));
    }

    private static boolean isPlain(Value name) {
        return name instanceof TextValue text && !text.template();
    }

    private static List<String> roleNames(Task task) {
        return task.roles().stream().map(RoleInstance::name).toList();
    }
}
