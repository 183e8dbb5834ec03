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
public record RoleUse(
        String name,
        Map<String, Value> params,
        Keywords keywords,
        Map<String, String> from,
        boolean once,
        RoleInstance.Audience audience,
        Place place) {
    public RoleUse seenBy(RoleInstance.Audience others) {
        return new RoleUse(name, params, keywords, from, once, others, place);
    }

    public String entry(String kind) {
        return from.getOrDefault(kind, "main");
    }

    /** For chains of imports. */
    public String title() {
        return entry("tasks").equals("main") ? "role " + name : "role " + name + " (" + entry("tasks") + ")";
    }
}
