package com.foobar.deploy.cli.project;

import com.foobar.deploy.inventory.GroupView;
import com.foobar.deploy.inventory.Host;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.value.Variable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Draws the tree of groups as {@code ansible-inventory --graph} does. */
final class InventoryGraph {
    private final Inventory inventory;
    private final boolean variables;
    private final Consumer<String> out;

    InventoryGraph(Inventory inventory, boolean variables, Consumer<String> out) {
        this.inventory = inventory;
        this.variables = variables;
        this.out = out;
    }

    void draw() {
        group(inventory.tree(), 0);
    }

    private void group(GroupView group, int depth) {
        line(depth, "@" + group.name() + ":");
        group.children().forEach(child -> group(child, depth + 1));
        for (String host : group.hosts()) {
            line(depth + 1, host);
            variables(inventory.variables(new Host(host)), depth + 2);
        }
        variables(group.variables(), depth + 1);
    }

    private void variables(Map<String, Variable> values, int depth) {
        if (variables) {
            new TreeMap<>(values)
                    .forEach((name, variable) ->
                            line(depth, "{" + name + " = " + ShownValue.line(variable.value()) + "}"));
        }
    }

    private void line(int depth, String text) {
        out.accept("  |".repeat(depth) + (depth == 0 ? "" : "--") + text);
    }
}
