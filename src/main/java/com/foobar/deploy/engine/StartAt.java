package com.foobar.deploy.engine;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.playbook.Block;
import com.foobar.deploy.playbook.Node;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.Playbook;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.playbook.TaskNode;
import java.util.ArrayList;
import java.util.List;

/** Leaves out everything before the first task of a name, as {@code --start-at-task} wants it. */
final class StartAt {
    private final String name;
    private final List<String> seen = new ArrayList<>();
    private boolean found;

    private StartAt(String name) {
        this.name = name;
    }

    /** @throws com.foobar.deploy.diagnostic.DeployException NO_TASK_MATCHES */
    static Playbook cut(Playbook playbook, String name) {
        var start = new StartAt(name);
        List<Play> plays = playbook.plays().stream().map(start::cut).toList();
        if (!start.found) {
            throw Diagnostic.of(ErrorCode.NO_TASK_MATCHES, "no task is called `" + name + "`")
                    .suggest(name, start.seen)
                    .toException();
        }
        return new Playbook(playbook.file(), plays);
    }

    private Play cut(Play play) {
        return play.withSections(this::nodes);
    }

    private List<Node> nodes(List<Node> nodes) {
        var kept = new ArrayList<Node>();
        for (Node node : nodes) {
            switch (node) {
                case TaskNode step -> {
                    if (isReached(step.task())) {
                        kept.add(step);
                    }
                }
                case Block block -> {
                    List<Node> tasks = nodes(block.tasks());
                    if (found) {
                        kept.add(block.with(tasks, block.rescue(), block.always()));
                    }
                }
            }
        }
        return kept;
    }

    private boolean isReached(Task task) {
        String taskName = task.name().map(Object::toString).orElse(task.module());
        seen.add(taskName);
        String full = task.role().map(role -> role.name() + " : " + taskName).orElse(taskName);
        found |= taskName.equals(name) || full.equals(name);
        return found;
    }
}
