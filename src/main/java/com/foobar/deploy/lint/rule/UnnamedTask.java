package com.foobar.deploy.lint.rule;

import com.foobar.deploy.lint.Finding;
import com.foobar.deploy.lint.Project;
import com.foobar.deploy.lint.Rule;
import java.util.Set;
import java.util.stream.Stream;

/** Tasks that nobody can tell apart on the screen. */
final class UnnamedTask implements Rule {
    /** What these do is said by their arguments. */
    private static final Set<String> SPEAKING = Set.of(
            "import_tasks",
            "include_tasks",
            "import_role",
            "include_role",
            "include",
            "include_vars",
            "meta",
            "debug",
            "set_fact",
            "assert",
            "fail",
            "pause",
            "setup",
            "flush_handlers");

    @Override
    public String id() {
        return "unnamed-task";
    }

    @Override
    public String about() {
        return "A task has no name, so that the plan and a failure can only show its module.";
    }

    @Override
    public Stream<Finding> findings(Project project) {
        return project.tasks()
                .filter(task -> task.mapping().get("name").isEmpty())
                .filter(task -> task.module().isPresent() && !SPEAKING.contains(task.moduleName()))
                .map(task -> Finding.of(id(), task.place(), "this `" + task.moduleName() + "` task has no name"));
    }
}
