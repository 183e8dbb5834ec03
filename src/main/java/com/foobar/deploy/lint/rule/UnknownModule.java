package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import com.foobar.deploy.lint.TaskNode;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tasks whose module this tool does not have. The loader accepts Ansible's other modules, since a role for several systems
 * has tasks that never run here; without this rule the first sign of them is a failed apply.
 */
final class UnknownModule implements Rule {
    @Override
    public String id() {
        return "unknown-module";
    }

    @Override
    public String about() {
        return "A task uses a module that foobar-deploy does not have, so that the run fails when it reaches the task.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        return project.tasks().flatMap(task -> finding(project, task).stream());
    }

    private Optional<Finding> finding(Project project, TaskNode task) {
        return task.module()
                .filter(entry -> !project.modules().runs(entry.name()))
                .map(entry -> Finding.of(
                        id(),
                        task.place(),
                        "unknown module `" + entry.name() + "`: a run fails when it reaches this task"));
    }
}
