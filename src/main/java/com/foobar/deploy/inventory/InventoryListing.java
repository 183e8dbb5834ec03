package com.foobar.deploy.inventory;

import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The inventory as a value, in the shape that {@code ansible-inventory --list} prints. */
final class InventoryListing {
    private final GroupTree tree;
    private final VariableLayers layers;

    InventoryListing(GroupTree tree, VariableLayers layers) {
        this.tree = tree;
        this.layers = layers;
    }

    MapValue list() {
        var shown = new LinkedHashMap<String, Value>();
        shown.put("_meta", Value.of(Map.of("hostvars", MapValue.ofStrings(hostVariables()))));
        group(tree.all(), shown, new HashSet<>());
        return MapValue.ofStrings(shown);
    }

    private Map<String, Value> hostVariables() {
        var hosts = new LinkedHashMap<String, Value>();
        for (String host : tree.hosts()) {
            var values = new LinkedHashMap<String, Value>();
            layers.of(host).winning().forEach((name, variable) -> values.put(name, variable.value()));
            if (!values.isEmpty()) {
                hosts.put(host, MapValue.ofStrings(values));
            }
        }
        return hosts;
    }

    private void group(Group group, Map<String, Value> shown, Set<Group> seen) {
        if (!seen.add(group)) {
            return;
        }
        var content = new LinkedHashMap<String, Value>();
        if (!group.hosts().isEmpty() && !group.name().equals(GroupTree.ALL)) {
            content.put("hosts", texts(List.copyOf(group.hosts())));
        }
        if (!group.children().isEmpty()) {
            content.put("children", texts(new ArrayList<>(group.children().keySet())));
        }
        if (!content.isEmpty()) {
            shown.put(group.name(), MapValue.ofStrings(content));
        }
        group.children().values().forEach(child -> group(child, shown, seen));
    }

    private static Value texts(List<String> names) {
        return Value.of(names.stream().map(Value::of).toList());
    }
}
