package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Lookup;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.collection.CombinationFilters;
import com.foobar.deploy.template.filter.collection.DictFilters;
import com.foobar.deploy.template.filter.collection.ListFilters;
import com.foobar.deploy.template.filter.collection.Subelements;
import com.foobar.deploy.template.filter.collection.ValueFilters;
import com.foobar.deploy.template.filter.hash.PythonRandom;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lookups that make items for a loop of the values they are given. */
public final class ListLookups {
    private ListLookups() {}

    public static void register(CallableTable<Lookup> table) {
        table.add("items", call -> Terms.flattened(plain(call)));
        table.add("list", ListLookups::plain);
        table.add("flattened", ListLookups::flattened);
        table.add("indexed_items", ListLookups::indexed);
        table.add("dict", ListLookups::dict);
        table.add("subelements", ListLookups::subelements);
        table.add("nested", ListLookups::nested, "cartesian");
        table.add("together", ListLookups::together);
        table.add("random_choice", ListLookups::randomChoice);
        table.add("sequence", NumberSequence::find);
    }

    private static List<Value> plain(Call call) {
        Arguments.ofNamed(call);
        return Terms.of(call);
    }

    private static List<Value> flattened(Call call) {
        var flat = new ArrayList<Value>();
        plain(call).forEach(term -> flatten(term, flat));
        return flat;
    }

    private static void flatten(Value value, List<Value> flat) {
        if (value instanceof ListValue list) {
            list.items().forEach(item -> flatten(item, flat));
        } else if (!(value instanceof NullValue)) {
            flat.add(value);
        }
    }

    private static List<Value> indexed(Call call) {
        List<Value> items = Terms.flattened(plain(call));
        var indexed = new ArrayList<Value>();
        for (int i = 0; i < items.size(); i++) {
            indexed.add(ListValue.of(Value.of(i), items.get(i)));
        }
        return indexed;
    }

    private static List<Value> dict(Call call) {
        var items = new ArrayList<Value>();
        for (Value term : Terms.flattened(plain(call))) {
            if (!(term instanceof MapValue map)) {
                throw Problem.type(
                        "the lookup `dict` expects a mapping, not a value of type " + PythonValues.typeName(term));
            }
            items.addAll(DictFilters.itemsOf(map, "key", "value"));
        }
        return items;
    }

    private static List<Value> subelements(Call call) {
        List<Value> terms = plain(call);
        if (terms.size() < 2 || terms.size() > 3) {
            throw Problem.type("the lookup `subelements` expects a list, the key of a list in each item, and perhaps "
                    + "a mapping with skip_missing");
        }
        boolean skipMissing = terms.size() == 3
                && terms.get(2) instanceof MapValue flags
                && flags.find("skip_missing").map(ValueFilters::toBool).orElse(false);
        return Subelements.of(notSkipped(terms.getFirst()), terms.get(1), skipMissing);
    }

    /** What a loop registered holds items that were skipped, and have no lists. */
    private static Value notSkipped(Value container) {
        return new ListValue(ListFilters.elements(container).stream()
                .filter(item -> !(item instanceof MapValue map
                        && map.find("skipped").map(PythonValues::truth).orElse(false)))
                .toList());
    }

    private static List<Value> nested(Call call) {
        Arguments.ofNamed(call);
        List<List<Value>> lists = Terms.lists(call);
        if (lists.isEmpty()) {
            throw Problem.type("the lookup `" + call.name() + "` expects at least one list");
        }
        return CombinationFilters.product(lists).stream()
                .<Value>map(row -> new ListValue(Terms.flattened(((ListValue) row).items())))
                .toList();
    }

    private static List<Value> together(Call call) {
        Arguments.ofNamed(call);
        List<List<Value>> lists = Terms.lists(call);
        int size = lists.stream().mapToInt(List::size).max().orElse(0);
        return CombinationFilters.rows(lists, size, NullValue.NULL).items();
    }

    private static List<Value> randomChoice(Call call) {
        List<Value> items = Terms.flattened(plain(call));
        return items.isEmpty()
                ? List.of()
                : List.of(items.get(PythonRandom.of(Optional.empty()).below(items.size())));
    }
}
