package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.argument.PythonNumbers;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.template.text.TupleItems;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Filters that compare items: sorting, extremes, groups, sums. */
public final class OrderFilters {
    private OrderFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("sort", OrderFilters::sort);
        table.add("dictsort", OrderFilters::dictsort);
        table.add("unique", OrderFilters::unique);
        table.add("min", call -> extreme(call, -1));
        table.add("max", call -> extreme(call, 1));
        table.add("sum", OrderFilters::sum);
        table.add("groupby", OrderFilters::groupby);
    }

    private static Value sort(Call call) {
        var arguments = Arguments.of(call, "reverse", "case_sensitive", "attribute");
        boolean cased = arguments.flag("case_sensitive", false);
        UnaryOperator<Value> key = item -> fold(item, cased);
        if (arguments.find("attribute").orElse(null) instanceof TextValue several) {
            List<AttributePath> paths = List.of(several.text().split(",")).stream()
                    .map(path -> AttributePath.of(Value.of(path)))
                    .toList();
            key = item -> new ListValue(
                    paths.stream().map(path -> fold(path.in(item), cased)).toList());
        } else if (arguments.has("attribute")) {
            key = keyed(arguments, cased);
        }
        return new ListValue(sorted(arguments.items(), key, arguments.flag("reverse", false)));
    }

    /** Sorted as Python sorts: equal items keep their order, even where the order is reversed. */
    private static List<Value> sorted(List<Value> items, UnaryOperator<Value> key, boolean reverse) {
        record Keyed(Value key, Value item) {}
        var keyed = new ArrayList<Keyed>();
        items.forEach(item -> keyed.add(new Keyed(key.apply(item), item)));
        Comparator<Keyed> order = (a, b) -> PythonValues.compare(a.key(), b.key());
        keyed.sort(reverse ? order.reversed() : order);
        return keyed.stream().map(Keyed::item).toList();
    }

    private static UnaryOperator<Value> keyed(Arguments arguments, boolean cased) {
        Optional<AttributePath> path = arguments.find("attribute").map(AttributePath::of);
        return item -> fold(path.isPresent() ? path.get().in(item) : item, cased);
    }

    private static Value fold(Value value, boolean cased) {
        return !cased && value instanceof TextValue text ? Value.of(text.text().toLowerCase(Locale.ROOT)) : value;
    }

    private static Value dictsort(Call call) {
        var arguments = Arguments.of(call, "case_sensitive", "by", "reverse");
        String by = arguments.text("by", "key");
        if (!by.equals("key") && !by.equals("value")) {
            throw Problem.failed("`dictsort` sorts by key or value, not by `" + by + "`");
        }
        int position = by.equals("key") ? 0 : 1;
        boolean cased = arguments.flag("case_sensitive", false);
        List<Value> pairs = DictFilters.pairs(arguments.subjectMap());
        UnaryOperator<Value> key = pair -> fold(((ListValue) pair).items().get(position), cased);
        return new ListValue(sorted(pairs, key, arguments.flag("reverse", false)));
    }

    private static Value unique(Call call) {
        var arguments = Arguments.of(call, "case_sensitive", "attribute");
        UnaryOperator<Value> key = keyed(arguments, arguments.flag("case_sensitive", false));
        var seen = new HashSet<Value>();
        return new ListValue(arguments.items().stream()
                .filter(item -> seen.add(PythonValues.canonical(key.apply(item))))
                .toList());
    }

    private static Value extreme(Call call, int sign) {
        var arguments = Arguments.of(call, "case_sensitive", "attribute");
        UnaryOperator<Value> key = keyed(arguments, arguments.flag("case_sensitive", false));
        Value best = null;
        Value bestKey = null;
        for (Value item : arguments.items()) {
            Value itemKey = key.apply(item);
            if (best == null || bestKey == null || PythonValues.compare(itemKey, bestKey) * sign > 0) {
                best = item;
                bestKey = itemKey;
            }
        }
        return best == null ? new UndefinedValue("No aggregated item, sequence was empty.") : best;
    }

    private static Value sum(Call call) {
        var arguments = Arguments.of(call, "attribute", "start");
        Optional<AttributePath> path = arguments.find("attribute").map(AttributePath::of);
        Value total = arguments.find("start").orElse(Value.of(0));
        for (Value item : arguments.items()) {
            total = plus(total, path.isPresent() ? path.get().in(item) : item);
        }
        return total;
    }

    private static Value plus(Value a, Value b) {
        if (a instanceof ListValue first && b instanceof ListValue second) {
            var items = new ArrayList<>(first.items());
            items.addAll(second.items());
            return new ListValue(items);
        }
        Optional<Double> left = PythonNumbers.real(a);
        Optional<Double> right = PythonNumbers.real(b);
        if (left.isEmpty() || right.isEmpty()) {
            throw Problem.type("unsupported operand type(s) for +: '" + PythonValues.typeName(a) + "' and '"
                    + PythonValues.typeName(b) + "'");
        }
        if (a instanceof FloatValue || b instanceof FloatValue) {
            return Value.of(left.get() + right.get());
        }
        return new IntValue(whole(a).add(whole(b)));
    }

    private static BigInteger whole(Value value) {
        return ((IntValue) PythonValues.canonical(value)).number();
    }

    private static Value groupby(Call call) {
        var arguments = Arguments.of(call, "attribute", "default", "case_sensitive");
        boolean cased = arguments.flag("case_sensitive", false);
        var path = AttributePath.of(arguments.require("attribute"));
        UnaryOperator<Value> member = item -> {
            Value found = path.in(item);
            return found instanceof UndefinedValue ? arguments.raw("default", found) : found;
        };
        UnaryOperator<Value> key = item -> fold(member.apply(item), cased);
        Map<Value, List<Value>> groups = new LinkedHashMap<>();
        for (Value item : sorted(arguments.items(), key, false)) {
            groups.computeIfAbsent(PythonValues.canonical(key.apply(item)), _ -> new ArrayList<>())
                    .add(item);
        }
        // The name of a group is written as in its first item, whatever the case.
        return new ListValue(groups.values().stream()
                .<Value>map(items -> TupleItems.of(member.apply(items.getFirst()), new ListValue(items)))
                .toList());
    }

    public static List<Value> sortedKeys(MapValue map) {
        return sorted(List.copyOf(map.entries().keySet()), key -> key, false);
    }
}
