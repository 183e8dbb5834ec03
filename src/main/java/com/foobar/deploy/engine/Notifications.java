package com.foobar.deploy.engine;

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
final class Notifications {
    private final Set<String> notified = new LinkedHashSet<>();
    private final Set<String> due = new LinkedHashSet<>();
    private final Set<Path> rolesThere = new LinkedHashSet<>();

    synchronized void add(String handler) {
        notified.add(handler);
    }

    synchronized void addDue(String handler) {
        due.add(handler);
    }

    /** A task of these roles is run on the host. */
    synchronized void came(List<RoleInstance> roles) {
        for (RoleInstance role : roles) {
            rolesThere.add(role.folder());
        }
    }

    /** Whether a handler of a role, or of the play, is to run now that goes by one of these names. */
    synchronized boolean want(Set<String> names, Optional<RoleInstance> role) {
        boolean there = role.map(RoleInstance::folder).map(rolesThere::contains).orElse(true);
        return names.stream().anyMatch(name -> notified.contains(name) || there && due.contains(name));
    }

    synchronized void handled(Set<String> names) {
        notified.removeAll(names);
        due.removeAll(names);
    }

    /** What was notified in this play and has not run. */
    synchronized List<String> open() {
        return List.copyOf(notified);
    }

    /** What is due from before and has not run. */
    synchronized List<String> stillDue() {
        return List.copyOf(due);
    }

    /** The play is over on this host. */
    synchronized void forget() {
        notified.clear();
        due.clear();
        rolesThere.clear();
    }
}
