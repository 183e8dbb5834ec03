package com.foobar.deploy.engine.run;

import com.foobar.deploy.playbook.RoleInstance;
import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What roles give a task: put together once, since it is looked up for every name that a task mentions.
 *
 * @param params of the task's own roles only
 */
public record RoleVariables(Map<String, Value> params, Map<String, Value> vars, Map<String, Value> defaults) {
    /**
     * The task's own roles first, then the play's, the last one first: a later role's defaults win over earlier ones.
     *
     * @param own the roles that a task is in, the outermost first
     */
    public static RoleVariables of(List<RoleInstance> own, List<RoleInstance> ofPlay) {
        var made = new RoleVariables(new HashMap<>(), new HashMap<>(), new HashMap<>());
        for (RoleInstance role : own.reversed()) {
            role.params().forEach(made.params::putIfAbsent);
            made.add(role);
        }
        ofPlay.reversed().forEach(made::add);
        return made;
    }

    private void add(RoleInstance role) {
        add(role.vars(), vars);
        add(role.defaults(), defaults);
    }

    private static void add(Map<String, Variable> weaker, Map<String, Value> all) {
        weaker.forEach((name, variable) -> all.putIfAbsent(name, variable.value()));
    }
}
