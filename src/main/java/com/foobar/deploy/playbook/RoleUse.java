package com.foobar.deploy.playbook;

import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.Value;
import java.util.Map;

/**
 * A play or a task that uses a role.
 *
 * @param params what was given besides keywords
 * @param from other entry files than main, by kind: tasks, vars, defaults, handlers
 * @param once whether a second equal use in a play is left out
 * @param audience who sees the variables of the role
 */
record RoleUse(
        String name,
        Map<String, Value> params,
        Keywords keywords,
        Map<String, String> from,
        boolean once,
        RoleInstance.Audience audience,
        Place place) {
    RoleUse seenBy(RoleInstance.Audience others) {
        return new RoleUse(name, params, keywords, from, once, others, place);
    }

    String entry(String kind) {
        return from.getOrDefault(kind, "main");
    }

    /** For chains of imports. */
    String title() {
        return entry("tasks").equals("main") ? "role " + name : "role " + name + " (" + entry("tasks") + ")";
    }
}
