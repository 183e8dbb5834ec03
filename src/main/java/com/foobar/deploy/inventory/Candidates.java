package com.foobar.deploy.inventory;

import com.foobar.deploy.value.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Variables in the order they were given: of a name the last one wins, the others are kept for the explanation. */
final class Candidates {
    private final Map<String, List<Variable>> byName = new LinkedHashMap<>();

    void add(String name, Variable variable) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(variable);
    }

    void addAll(Candidates stronger) {
        stronger.byName.forEach((name, variables) ->
                byName.computeIfAbsent(name, _ -> new ArrayList<>(2)).addAll(variables));
    }

    Map<String, Variable> winning() {
        var winners = LinkedHashMap.<String, Variable>newLinkedHashMap(byName.size());
        byName.forEach((name, variables) -> winners.put(name, variables.getLast()));
        return winners;
    }

    /** A file that is read at two levels (beside the inventory and beside the playbook) is told once. */
    Map<String, List<Variable>> strongestFirst() {
        var all = new LinkedHashMap<String, List<Variable>>();
        byName.forEach((name, variables) -> {
            var seen = new java.util.HashSet<com.foobar.deploy.diagnostic.Place>();
            all.put(
                    name,
                    variables.reversed().stream()
                            .filter(variable -> seen.add(variable.place()))
                            .toList());
        });
        return all;
    }
}
