package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.template.text.TupleItems;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Filters that combine the items of lists. */
public final class CombinationFilters {
    /** Enough for any playbook, and a bound on what a slip can cost. */
    private static final int MOST = 1_000_000;

    private CombinationFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("zip", CombinationFilters::zip);
        table.add("zip_longest", CombinationFilters::zipLongest);
        table.add("product", CombinationFilters::product);
        table.add("permutations", CombinationFilters::permutations);
        table.add("combinations", CombinationFilters::combinations);
    }

    private static List<List<Value>> lists(Call call) {
        return call.positional().stream().map(PythonValues::iterate).toList();
    }

    private static Value zip(Call call) {
        Arguments.ofNamed(call);
        List<List<Value>> lists = lists(call);
        int size = lists.stream().mapToInt(List::size).min().orElse(0);
        return rows(lists, size, NullValue.NULL);
    }

    private static Value zipLongest(Call call) {
        var arguments = Arguments.ofNamed(call, "fillvalue");
        List<List<Value>> lists = lists(call);
        int size = lists.stream().mapToInt(List::size).max().orElse(0);
        return rows(lists, size, arguments.raw("fillvalue", NullValue.NULL));
    }

    public static ListValue rows(List<List<Value>> lists, int size, Value filler) {
        var rows = new ArrayList<Value>(size);
        for (int i = 0; i < size; i++) {
            int at = i;
            rows.add(TupleItems.of(lists.stream()
                    .map(list -> at < list.size() ? list.get(at) : filler)
                    .toList()));
        }
        return new ListValue(rows);
    }

    private static Value product(Call call) {
        int repeat = Arguments.ofNamed(call, "repeat").number("repeat", 1);
        var lists = new ArrayList<List<Value>>();
        for (int i = 0; i < repeat; i++) {
            lists.addAll(lists(call));
        }
        return new ListValue(product(lists));
    }

    /** Every way to take one item from each list, the last list's items changing fastest. */
    public static List<Value> product(List<List<Value>> lists) {
        var size = BigInteger.ONE;
        for (List<Value> list : lists) {
            size = size.multiply(BigInteger.valueOf(list.size()));
        }
        refuseMany(size);
        List<List<Value>> rows = List.of(List.of());
        for (List<Value> list : lists) {
            var longer = new ArrayList<List<Value>>();
            rows.forEach(row -> list.forEach(item -> longer.add(append(row, item))));
            rows = longer;
        }
        return rows.stream().<Value>map(TupleItems::of).toList();
    }

    private static List<Value> append(List<Value> row, Value item) {
        var longer = new ArrayList<>(row);
        longer.add(item);
        return longer;
    }

    private static Value permutations(Call call) {
        var arguments = Arguments.of(call, "r");
        List<Value> items = arguments.items();
        var rows = new ArrayList<Value>();
        choose(items, arguments.number("r", items.size()), false, List.of(), row -> addRow(rows, items, row));
        return new ListValue(rows);
    }

    private static Value combinations(Call call) {
        var arguments = Arguments.of(call, "r");
        List<Value> items = arguments.items();
        var rows = new ArrayList<Value>();
        choose(items, arguments.number("r"), true, List.of(), row -> addRow(rows, items, row));
        return new ListValue(rows);
    }

    private static void addRow(List<Value> rows, List<Value> items, List<Integer> row) {
        refuseMany(BigInteger.valueOf(rows.size() + 1L));
        rows.add(TupleItems.of(row.stream().map(items::get).toList()));
    }

    /** Hands on every choice of {@code size} positions; ascending ones only, where the order does not count. */
    private static void choose(
            List<Value> items, int size, boolean ascending, List<Integer> chosen, Consumer<List<Integer>> out) {
        if (chosen.size() == size) {
            out.accept(chosen);
            return;
        }
        for (int i = ascending && !chosen.isEmpty() ? chosen.getLast() + 1 : 0; i < items.size(); i++) {
            if (!chosen.contains(i)) {
                var longer = new ArrayList<>(chosen);
                longer.add(i);
                choose(items, size, ascending, longer, out);
            }
        }
    }

    private static void refuseMany(BigInteger size) {
        if (size.compareTo(BigInteger.valueOf(MOST)) > 0) {
            throw Problem.failed("this would make more than " + MOST + " combinations");
        }
    }
}
