package com.foobar.deploy.template;

import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Methods of Python's {@code list}. Those that change the list give null, as in Python. */
final class ListMethods {
    static final Map<String, Function<Call, Value>> TABLE = Map.ofEntries(
            Map.entry("append", ListMethods::append),
            Map.entry("extend", ListMethods::extend),
            Map.entry("insert", ListMethods::insert),
            Map.entry("pop", ListMethods::pop),
            Map.entry("remove", ListMethods::remove),
            Map.entry("clear", ListMethods::clear),
            Map.entry("reverse", ListMethods::reverse),
            Map.entry("sort", ListMethods::sort),
            Map.entry("index", ListMethods::index),
            Map.entry("count", ListMethods::count),
            Map.entry("copy", call -> new ListValue(new ArrayList<>(items(call)))));

    private ListMethods() {}

    private static List<Value> items(Call call) {
        return ((ListValue) call.subject()).items();
    }

    /** The items, where they can be changed. */
    private static List<Value> changing(Call call) {
        List<Value> items = items(call);
        if (items instanceof LiveList) {
            return items;
        }
        throw Operators.type("a tuple has no method `" + call.name() + "`: it cannot be changed");
    }

    private static Value argument(Call call) {
        return call.argument(0, "item").orElseThrow(() -> Operators.type("`" + call.name() + "` takes one argument"));
    }

    private static Value append(Call call) {
        MethodArguments.atMost(call, 1);
        changing(call).add(argument(call));
        return NullValue.NULL;
    }

    private static Value extend(Call call) {
        List<Value> more = List.copyOf(PythonValues.iterate(argument(call)));
        changing(call).addAll(more);
        return NullValue.NULL;
    }

    private static Value insert(Call call) {
        List<Value> items = changing(call);
        int position = MethodArguments.number(call, argument(call));
        int counted = position < 0 ? position + items.size() : position;
        items.add(Math.clamp(counted, 0, items.size()), MethodArguments.required(call, 1, "object"));
        return NullValue.NULL;
    }

    private static Value pop(Call call) {
        List<Value> items = changing(call);
        int position = MethodArguments.number(call, 0, "index", -1);
        int counted = position < 0 ? position + items.size() : position;
        if (counted < 0 || counted >= items.size()) {
            throw Operators.type("`pop` finds no item " + position + " in a list of " + items.size());
        }
        return items.remove(counted);
    }

    private static Value remove(Call call) {
        List<Value> items = changing(call);
        items.remove(position(items, argument(call), call));
        return NullValue.NULL;
    }

    private static Value clear(Call call) {
        List<Value> items = changing(call);
        while (!items.isEmpty()) {
            items.removeLast();
        }
        return NullValue.NULL;
    }

    private static Value reverse(Call call) {
        Collections.reverse(changing(call));
        return NullValue.NULL;
    }

    private static Value sort(Call call) {
        Comparator<Value> order = PythonValues::compare;
        boolean backwards = call.named().containsKey("reverse")
                && Evaluator.truth(call.named().get("reverse"));
        changing(call).sort(backwards ? order.reversed() : order);
        return NullValue.NULL;
    }

    private static Value index(Call call) {
        return Value.of(position(items(call), argument(call), call));
    }

    private static int position(List<Value> items, Value wanted, Call call) {
        for (int i = 0; i < items.size(); i++) {
            if (PythonValues.equal(items.get(i), wanted)) {
                return i;
            }
        }
        throw Operators.type("`" + call.name() + "` does not find the value it is given in the list");
    }

    private static Value count(Call call) {
        Value wanted = argument(call);
        return Value.of(items(call).stream()
                .filter(item -> PythonValues.equal(item, wanted))
                .count());
    }
}
