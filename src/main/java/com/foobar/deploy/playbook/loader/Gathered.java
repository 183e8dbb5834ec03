package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.TaskNode;
import java.util.ArrayList;
import java.util.List;

/** What roles bring into a play, or into an include, besides tasks. */
final class Gathered {
    private final List<RoleInstance> roles = new ArrayList<>();
    private final List<TaskNode> handlers = new ArrayList<>();
    private final Problems problems = new Problems();

    /** A repeated use brings its handlers no second time: they would run twice for one notification. */
    boolean isRepeat(RoleInstance role) {
        return role.onceKey().isPresent()
                && roles.stream().anyMatch(known -> known.onceKey().equals(role.onceKey()));
    }

    void add(RoleInstance role, List<TaskNode> itsHandlers) {
        if (!isRepeat(role)) {
            handlers.addAll(itsHandlers);
        }
        roles.add(role);
    }

    /** The mistakes in the tasks and roles that are read. */
    Problems problems() {
        return problems;
    }

    List<RoleInstance> roles() {
        return List.copyOf(roles);
    }

    List<TaskNode> handlers() {
        return List.copyOf(handlers);
    }
}
