package com.foobar.deploy.engine.host;

import com.foobar.deploy.playbook.RoleInstance;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The handlers that wait to be run on a host: notified in this play, or due from a run that failed. One that is due waits
 * until a task of its role has been there, since it may use what only those tasks set: the host can be a new one.
 */
public final class Notifications {
    /**
     * What is due from before.
     *
     * @param name what was notified
     * @param role whose handlers are to run; empty for the play's own
     */
    public record Due(String name, String role) {}

    private final Set<String> notified = new LinkedHashSet<>();
    private final Set<Due> due = new LinkedHashSet<>();
    private final Set<String> ranSinceDue = new LinkedHashSet<>();
    private final Set<Path> rolesThere = new LinkedHashSet<>();

    public synchronized void add(String name) {
        notified.add(name);
    }

    /** For a change that the run which is carried on has made: what ran in this one, by being due, has seen it. */
    public synchronized void addAgain(String name) {
        if (!ranSinceDue.contains(name)) {
            notified.add(name);
        }
    }

    public synchronized void addDue(Due handler) {
        due.add(handler);
    }

    /** A task of these roles is run on the host. */
    public synchronized void came(List<RoleInstance> roles) {
        for (RoleInstance role : roles) {
            rolesThere.add(role.folder());
        }
    }

    /** Whether a handler of a role, or of the play, is to run now that goes by one of these names. */
    public synchronized boolean want(Set<String> names, Optional<RoleInstance> role) {
        boolean there = role.map(this::isThere).orElse(true);
        String roleName = role.map(RoleInstance::name).orElse("");
        return names.stream()
                .anyMatch(name -> notified.contains(name) || there && due.contains(new Due(name, roleName)));
    }

    /** A role without tasks is there from the start. */
    private boolean isThere(RoleInstance role) {
        return !role.hasTasks() || rolesThere.contains(role.folder());
    }

    /** Whoever goes by these names and was notified has run. */
    public synchronized void handled(Set<String> names) {
        notified.removeAll(names);
    }

    /** Whoever of this role goes by these names has run. */
    public synchronized void settled(Set<String> names, String role) {
        for (String name : names) {
            if (due.remove(new Due(name, role))) {
                ranSinceDue.add(name);
            }
        }
    }

    /** What was notified in this play and has not run. */
    public synchronized List<String> open() {
        return List.copyOf(notified);
    }

    /** What is due from before and has not run. */
    public synchronized List<Due> stillDue() {
        return List.copyOf(due);
    }

    /** The play is over on this host. */
    public synchronized void forget() {
        notified.clear();
        due.clear();
        ranSinceDue.clear();
        rolesThere.clear();
    }
}
