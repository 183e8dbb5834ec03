package com.foobar.deploy.playbook;

import com.foobar.deploy.value.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves out the tasks of a role that an earlier use with the same parameters already brought into the play. The earlier
 * one only counts if it runs whenever the later one would: its conditions must be among the later one's.
 */
final class RoleRepeats {
    private record Use(RoleInstance role, Set<Value> conditions) {}

    private final Map<String, Use> first = new HashMap<>();
    private final Map<RoleInstance, Boolean> repeated = new IdentityHashMap<>();

    List<Node> drop(List<Node> nodes) {
        return nodes.stream().flatMap(node -> node(node).stream()).toList();
    }

    private Optional<Node> node(Node node) {
        return switch (node) {
            case TaskNode step -> isRepeat(step.task()) ? Optional.empty() : Optional.of(step);
            case Block block -> {
                List<Node> tasks = drop(block.tasks());
                List<Node> always = drop(block.always());
                yield tasks.isEmpty() && always.isEmpty()
                        ? Optional.empty()
                        : Optional.of(block.with(tasks, drop(block.rescue()), always));
            }
        };
    }

    private boolean isRepeat(Task task) {
        return task.role()
                .map(role -> repeated.computeIfAbsent(role, this::judge))
                .orElse(false);
    }

    private boolean judge(RoleInstance role) {
        if (role.onceKey().isEmpty()) {
            return false;
        }
        var use = new Use(role, new HashSet<>(role.when()));
        Use before = first.putIfAbsent(role.onceKey().get(), use);
        return before != null && use.conditions().containsAll(before.conditions());
    }
}
