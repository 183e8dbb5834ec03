package com.foobar.deploy.inventory;

import com.foobar.deploy.value.Variable;
import java.util.List;
import java.util.Map;

/**
 * A group with what stands below it, for showing.
 *
 * @param variables the winning ones of the group itself, those of its {@code group_vars} files included
 * @param hosts those that stand in this group itself
 */
public record GroupView(String name, Map<String, Variable> variables, List<String> hosts, List<GroupView> children) {
    public GroupView {
        variables = Map.copyOf(variables);
        hosts = List.copyOf(hosts);
        children = List.copyOf(children);
    }
}
