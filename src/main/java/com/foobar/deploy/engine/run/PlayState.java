package com.foobar.deploy.engine.run;

import com.foobar.deploy.engine.host.HostRun;
import com.foobar.deploy.playbook.Play;
import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.playbook.TaskNode;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A play while it runs: its hosts, its batch, and what includes have added. Thread-safe. */
public final class PlayState {
    private final Play play;
    private final List<HostRun> hosts;
    private final Map<String, Value> prompted;
    private final Map<HostRun, Map<String, Value>> varsFiles = new ConcurrentHashMap<>();
    private final List<RoleInstance> roles;
    /** By the very list that tasks of a role share. */
    private final Map<List<RoleInstance>, RoleVariables> roleVariables =
            Collections.synchronizedMap(new IdentityHashMap<>());

    private final List<TaskNode> handlers;
    private volatile List<HostRun> batch;

    public PlayState(Play play, List<HostRun> hosts, Map<String, Value> prompted) {
        this.play = play;
        this.hosts = List.copyOf(hosts);
        this.batch = this.hosts;
        this.prompted = prompted;
        this.roles = new CopyOnWriteArrayList<>(play.roles());
        this.handlers = new CopyOnWriteArrayList<>(play.handlers());
    }

    public Play play() {
        return play;
    }

    public List<HostRun> hosts() {
        return hosts;
    }

    public List<HostRun> batch() {
        return batch;
    }

    public void batch(List<HostRun> now) {
        batch = List.copyOf(now);
    }

    public Map<String, Value> prompted() {
        return prompted;
    }

    @Nullable
    public Map<String, Value> varsFiles(HostRun host) {
        return varsFiles.get(host);
    }

    public void varsFiles(HostRun host, Map<String, Value> variables) {
        varsFiles.put(host, variables);
    }

    public List<RoleInstance> roles() {
        return roles;
    }

    /** What the roles that a task is in, and those of the play, give it. */
    public RoleVariables roleVariables(List<RoleInstance> own) {
        return roleVariables.computeIfAbsent(own, known -> RoleVariables.of(known, rolesSeenFrom(known)));
    }

    /** Those whose variables every task of the play sees. */
    public List<RoleInstance> publicRoles() {
        return rolesSeenFrom(List.of());
    }

    private List<RoleInstance> rolesSeenFrom(List<RoleInstance> own) {
        return roles.stream().filter(role -> isSeen(role, own)).toList();
    }

    private static boolean isSeen(RoleInstance role, List<RoleInstance> own) {
        return switch (role.audience()) {
            case PLAY -> true;
            case DEPENDENT ->
                role.parent()
                        .filter(dependent -> own.contains(dependent) || isSeen(dependent, own))
                        .isPresent();
            case NOBODY_ELSE -> false;
        };
    }

    public List<TaskNode> handlers() {
        return handlers;
    }

    /** The handlers of an included role join the play; so do its defaults and vars where it is public. */
    public void join(List<RoleInstance> moreRoles, List<TaskNode> moreHandlers) {
        moreRoles.stream().filter(role -> !roles.contains(role)).forEach(roles::add);
        roleVariables.clear();
        var fresh = new ArrayList<>(moreHandlers);
        fresh.removeAll(handlers);
        handlers.addAll(fresh);
    }

    public String name() {
        return play.name().map(Object::toString).orElseGet(() -> String.valueOf(play.hosts()));
    }
}
