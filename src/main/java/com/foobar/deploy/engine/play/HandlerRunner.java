package com.foobar.deploy.engine.play;

import com.foobar.deploy.engine.handler.Handlers;
import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.engine.host.Notifications;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.playbook.Task;
import com.foobar.deploy.playbook.TaskNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs the handlers that were notified, in the order they are written, each at most once in a flush: those that notify each
 * other would never end. What has run and is notified again waits for the next flush.
 */
final class HandlerRunner {
    private final NodeRunner nodes;
    private final Handlers handlers;
    private final Map<HostRun, Set<TaskNode>> ran = new HashMap<>();

    HandlerRunner(NodeRunner nodes, Handlers handlers) {
        this.nodes = nodes;
        this.handlers = handlers;
    }

    void flush(List<HostRun> hosts, Cursor cursor) {
        // A handler may notify others; each further pass has something new to run, or is the last.
        while (pass(hosts, cursor)) {}
    }

    private boolean pass(List<HostRun> hosts, Cursor cursor) {
        boolean ran = false;
        List<TaskNode> winning = handlers.winning();
        for (int i = 0; i < winning.size(); i++) {
            List<TaskNode> later = winning.subList(i + 1, winning.size());
            List<HostRun> notified = new ArrayList<>();
            for (HostRun host : hosts) {
                if (!nodes.stopped() && host.active() && take(winning.get(i), later, host)) {
                    ran(host).add(winning.get(i));
                    notified.add(host);
                }
            }
            if (!notified.isEmpty()) {
                nodes.run(winning.get(i), notified, cursor);
                ran = true;
            }
        }
        return ran;
    }

    /**
     * A notification stays until every handler that goes by it, by its name or by listening, has run in this pass; what is
     * due from before, until those of the role have: the handlers of another role may not even be known yet.
     */
    private boolean take(TaskNode step, List<TaskNode> later, HostRun host) {
        Task handler = step.task();
        Set<String> names = handlers.names(handler, host);
        Notifications notifications = host.notifications();
        if (ran(host).contains(step) || !notifications.want(names, handler.role())) {
            return false;
        }
        notifications.handled(without(names, later, host));
        String role = Handlers.roleOf(handler);
        List<TaskNode> ofRole = later.stream()
                .filter(other -> Handlers.roleOf(other.task()).equals(role))
                .toList();
        notifications.settled(without(names, ofRole, host), role);
        return true;
    }

    private Set<TaskNode> ran(HostRun host) {
        return ran.computeIfAbsent(host, _ -> Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** Those names by which none of the others goes. */
    private Set<String> without(Set<String> names, List<TaskNode> others, HostRun host) {
        var left = new LinkedHashSet<>(names);
        others.forEach(other -> left.removeAll(handlers.names(other.task(), host)));
        return left;
    }
}
