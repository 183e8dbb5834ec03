package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Filters that take a list apart or put it together in another way. */
public final class ListFilters {
    private ListFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add(
                "length",
                call -> Value.of(PythonValues.length(Arguments.of(call).subject())),
                "count");
        table.add("first", ListFilters::first);
        table.add("last", ListFilters::last);
        table.add("list", call -> new ListValue(List.copyOf(Arguments.of(call).items())));
        table.add("reverse", ListFilters::reverse);
        table.add("batch", ListFilters::batch);
        table.add("slice", ListFilters::slice);
        table.add("flatten", ListFilters::flatten);
    }

    private static Value first(Call call) {
        List<Value> items = Arguments.of(call).items();
        return items.isEmpty() ? new UndefinedValue("No first item, sequence was empty.") : items.getFirst();
    }

    private static Value last(Call call) {
        List<Value> items = Arguments.of(call).items();
        return items.isEmpty() ? new UndefinedValue("No last item, sequence was empty.") : items.getLast();
    }

    private static Value reverse(Call call) {
        var arguments = Arguments.of(call);
        return arguments.subject() instanceof TextValue text
                ? Value.of(new StringBuilder(text.text()).reverse().toString())
                : new ListValue(List.copyOf(arguments.items().reversed()));
    }

    private static Value batch(Call call) {
        var arguments = Arguments.of(call, "linecount", "fill_with");
        List<Value> items = arguments.items();
        int size = arguments.number("linecount");
        if (size <= 0) {
            throw Problem.failed("`batch` expects a size above 0");
        }
        var batches = new ArrayList<Value>();
        for (int from = 0; from < items.size(); from += size) {
            var batch = new ArrayList<>(items.subList(from, Math.min(from + size, items.size())));
            arguments.find("fill_with").ifPresent(filler -> fill(batch, size, filler));
            batches.add(new ListValue(batch));
        }
        return new ListValue(batches);
    }

    private static void fill(List<Value> batch, int size, Value filler) {
        while (batch.size() < size) {
            batch.add(filler);
        }
    }

    private static Value slice(Call call) {
        var arguments = Arguments.of(call, "slices", "fill_with");
        List<Value> items = arguments.items();
        int slices = arguments.number("slices");
        if (slices <= 0) {
            throw Problem.failed("`slice` expects a number above 0");
        }
        int size = items.size() / slices;
        int longer = items.size() % slices;
        var made = new ArrayList<Value>();
        int from = 0;
        for (int i = 0; i < slices; i++) {
            int to = from + size + (i < longer ? 1 : 0);
            var slice = new ArrayList<>(items.subList(from, to));
            if (i >= longer) {
                arguments.find("fill_with").ifPresent(slice::add);
            }
            made.add(new ListValue(slice));
            from = to;
        }
        return new ListValue(made);
    }

    private static Value flatten(Call call) {
        var arguments = Arguments.of(call, "levels", "skip_nulls");
        var flat = new ArrayList<Value>();
        int levels = arguments.number("levels", Integer.MAX_VALUE);
        flatten(arguments.items(), levels, arguments.flag("skip_nulls", true), flat);
        return new ListValue(flat);
    }

    private static void flatten(List<Value> items, int levels, boolean skipNulls, List<Value> flat) {
        for (Value item : items) {
            if (skipNulls && isNull(item)) {
                continue;
            }
            if (item instanceof ListValue list && levels > 0) {
                flatten(list.items(), levels - 1, skipNulls, flat);
            } else {
                flat.add(item);
            }
        }
    }

    /** Ansible counts the words for null as null too. */
    private static boolean isNull(Value item) {
        return item instanceof NullValue
                || item instanceof TextValue text
                        && (text.text().equals("None") || text.text().equals("null"));
    }

    /** A mapping's values or a list's items. */
    public static List<Value> elements(Value container) {
        return container instanceof MapValue map
                ? List.copyOf(map.entries().values())
                : PythonValues.iterate(container);
    }
}
