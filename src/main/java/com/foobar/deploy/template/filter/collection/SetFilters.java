package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Filters that take lists for sets; what stands first in the lists stands first in the result. */
public final class SetFilters {
    private SetFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("union", SetFilters::union);
        table.add("intersect", SetFilters::intersect);
        table.add("difference", SetFilters::difference);
        table.add("symmetric_difference", SetFilters::symmetricDifference);
    }

    private static Value union(Call call) {
        var arguments = Arguments.of(call, "b");
        var items = new ArrayList<>(arguments.items());
        items.addAll(arguments.list("b"));
        return new ListValue(distinct(items));
    }

    private static Value intersect(Call call) {
        var arguments = Arguments.of(call, "b");
        return new ListValue(within(arguments.items(), set(arguments.list("b")), true));
    }

    private static Value difference(Call call) {
        var arguments = Arguments.of(call, "b");
        return new ListValue(within(arguments.items(), set(arguments.list("b")), false));
    }

    private static Value symmetricDifference(Call call) {
        var arguments = Arguments.of(call, "b");
        var items = new ArrayList<>(within(arguments.items(), set(arguments.list("b")), false));
        items.addAll(within(arguments.list("b"), set(arguments.items()), false));
        return new ListValue(items);
    }

    public static Set<Value> set(List<Value> items) {
        return items.stream().map(PythonValues::canonical).collect(Collectors.toSet());
    }

    private static List<Value> within(List<Value> items, Set<Value> other, boolean wanted) {
        return distinct(items.stream()
                .filter(item -> other.contains(PythonValues.canonical(item)) == wanted)
                .toList());
    }

    private static List<Value> distinct(List<Value> items) {
        var seen = new HashSet<Value>();
        return items.stream()
                .filter(item -> seen.add(PythonValues.canonical(item)))
                .toList();
    }
}
