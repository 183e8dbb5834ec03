package com.foobar.deploy.cli.project;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.inventory.Host;
import com.foobar.deploy.inventory.Inventory;
import com.foobar.deploy.value.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Tells of each variable of a host its value, level and place, and below it the weaker ones that it overrides. */
final class VariableExplanation {
    private static final List<String> HEADER = List.of("VARIABLE", "VALUE", "LEVEL", "FROM");
    private static final int WIDEST = 60;

    private final Inventory inventory;
    private final Consumer<String> out;

    VariableExplanation(Inventory inventory, Consumer<String> out) {
        this.inventory = inventory;
        this.out = out;
    }

    void tell(Host host, Optional<String> name) {
        Map<String, List<Variable>> all = new TreeMap<>(inventory.explain(host));
        if (name.isPresent() && !all.containsKey(name.get())) {
            throw Diagnostic.of(
                            ErrorCode.USAGE,
                            "the inventory gives `" + host.name() + "` no variable `" + name.get() + "`")
                    .suggest(name.get(), all.keySet())
                    .toException();
        }
        var rows = new ArrayList<List<String>>();
        rows.add(HEADER);
        all.forEach((variable, candidates) -> {
            if (name.isEmpty() || name.get().equals(variable)) {
                rows.addAll(rows(variable, candidates, name.isPresent()));
            }
        });
        out.accept(host.name() + groups(host));
        print(rows);
    }

    private String groups(Host host) {
        List<String> groups = inventory.groupNames(host);
        return groups.isEmpty() ? "" : "  (in " + String.join(", ", groups) + ")";
    }

    private static List<List<String>> rows(String name, List<Variable> candidates, boolean whole) {
        var rows = new ArrayList<List<String>>();
        for (Variable variable : candidates) {
            String value = ShownValue.line(variable.value());
            rows.add(List.of(
                    rows.isEmpty() ? name : "  overrides",
                    whole || value.length() <= WIDEST ? value : value.substring(0, WIDEST - 3) + "...",
                    "%2d %s"
                            .formatted(
                                    variable.level().ordinal() + 1,
                                    variable.level().title()),
                    variable.place().toString()));
        }
        return rows;
    }

    private void print(List<List<String>> rows) {
        int[] widths = new int[HEADER.size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.accept(line.toString().stripTrailing());
        }
    }
}
