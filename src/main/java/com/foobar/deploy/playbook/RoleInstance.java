package com.foobar.deploy.playbook;

import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One use of a role.
 *
 * @param folder where the role lies
 * @param defaults level 2
 * @param vars level 15
 * @param params level 20: what the play or the dependency gave besides keywords, raw
 * @param argumentsFrom the entry of tasks that was taken ("main")
 * @param parent the role that depends on or includes this one
 * @param when every condition that the role's tasks are under
 * @param hasTasks false for one that gives only handlers and variables
 * @param onceKey uses of a role with the same key run once in a play; empty where the role may be repeated
 */
public record RoleInstance(
        String name,
        Path folder,
        Map<String, Variable> defaults,
        Map<String, Variable> vars,
        Map<String, Value> params,
        String argumentsFrom,
        Optional<RoleInstance> parent,
        List<Value> when,
        boolean hasTasks,
        Optional<String> onceKey,
        Audience audience) {
    /** Who sees the defaults and vars of a role, besides its own tasks. */
    public enum Audience {
        PLAY,
        /** The role that depends on it. */
        DEPENDENT,
        NOBODY_ELSE;

        public Audience ofDependency() {
            return this == PLAY ? PLAY : DEPENDENT;
        }
    }
}
