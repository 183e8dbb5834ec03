package com.foobar.deploy.module.builtin.services;

import com.foobar.deploy.module.ArgumentProblem;
import java.util.Optional;

/** What service and systemd have in common. */
record UnitArgs(
        Optional<String> name,
        Optional<State> state,
        Optional<Boolean> enabled,
        Optional<Boolean> masked,
        boolean daemonReload,
        boolean daemonReexec,
        boolean user,
        boolean noBlock,
        boolean force) {
    /** The desired state. */
    enum State {
        STARTED,
        STOPPED,
        RESTARTED,
        RELOADED;

        String verb() {
            return switch (this) {
                case STARTED -> "start";
                case STOPPED -> "stop";
                case RESTARTED -> "restart";
                case RELOADED -> "reload";
            };
        }
    }

    UnitArgs {
        if (name.isEmpty() && (state.isPresent() || enabled.isPresent() || masked.isPresent())) {
            throw ArgumentProblem.of("`name` is required with `state`, `enabled` and `masked`");
        }
        name.filter(unit -> !unit.matches("[A-Za-z0-9:_.@\\\\-]+")).ifPresent(unit -> {
            throw ArgumentProblem.of("`" + unit + "` is not the name of a unit");
        });
    }
}
