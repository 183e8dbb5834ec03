package com.foobar.deploy.template;

import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.template.text.TupleItems;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Methods of Python's {@code dict}. Keys, values and items come as lists. */
final class DictMethods {
    static final Map<String, Function<Call, Value>> TABLE = Map.ofEntries(
            Map.entry("get", DictMethods::get),
            Map.entry("keys", call -> new ListValue(List.copyOf(entries(call).keySet()))),
            Map.entry("values", DictMethods::values),
            Map.entry("items", DictMethods::items),
            Map.entry("update", DictMethods::update),
            Map.entry("pop", DictMethods::pop),
            Map.entry("popitem", DictMethods::popItem),
            Map.entry("setdefault", DictMethods::setDefault),
            Map.entry("clear", DictMethods::clear),
            Map.entry("fromkeys", DictMethods::fromKeys),
            Map.entry("copy", call -> new MapValue(new LinkedHashMap<>(entries(call)))));

    private DictMethods() {}

    private static Map<Value, Value> entries(Call call) {
        return ((MapValue) call.subject()).entries();
    }

    private static Value key(Call call) {
        return MethodArguments.required(call, 0, "key");
    }

    private static Value get(Call call) {
        Value found = PythonValues.get((MapValue) call.subject(), key(call));
        return found == null ? call.argument(1, "default").orElse(NullValue.NULL) : found;
    }

    private static Value values(Call call) {
        return new ListValue(new ArrayList<>(entries(call).values()));
    }

    private static Value items(Call call) {
        var items = new ArrayList<Value>();
        entries(call).forEach((key, value) -> items.add(TupleItems.of(key, value)));
        return new ListValue(items);
    }

    private static Value update(Call call) {
        Map<Value, Value> entries = entries(call);
        if (call.positional().size() > 1) {
            Value other = key(call);
            if (other instanceof MapValue map) {
                map.entries().forEach((key, value) -> PythonValues.put(entries, key, value));
            } else {
                putPairs(entries, other);
            }
        }
        call.named().forEach((key, value) -> entries.put(Value.of(key), value));
        return NullValue.NULL;
    }

    static void putPairs(Map<Value, Value> entries, Value pairs) {
        for (Value each : PythonValues.iterate(pairs)) {
            List<Value> pair = PythonValues.iterate(each);
            if (pair.size() != 2) {
                throw Operators.type("a mapping is made from pairs, not from a list of " + pair.size());
            }
            PythonValues.put(entries, pair.getFirst(), pair.getLast());
        }
    }

    private static Value pop(Call call) {
        Value key = key(call);
        Value found = entries(call).remove(key);
        if (found != null) {
            return found;
        }
        return call.argument(1, "default")
                .orElseThrow(() -> Operators.type("`pop` finds no key " + PythonText.repr(key)));
    }

    private static Value popItem(Call call) {
        Map<Value, Value> entries = entries(call);
        Value last = null;
        for (Value key : entries.keySet()) {
            last = key;
        }
        Value value = last == null ? null : entries.remove(last);
        if (last == null || value == null) {
            throw Operators.type("`popitem` finds nothing: the mapping is empty");
        }
        return TupleItems.of(last, value);
    }

    private static Value setDefault(Call call) {
        Value key = key(call);
        Value found = PythonValues.get((MapValue) call.subject(), key);
        if (found != null) {
            return found;
        }
        Value value = call.argument(1, "default").orElse(NullValue.NULL);
        entries(call).put(key, value);
        return value;
    }

    private static Value clear(Call call) {
        entries(call).clear();
        return NullValue.NULL;
    }

    private static Value fromKeys(Call call) {
        var entries = new LinkedHashMap<Value, Value>();
        Value value = call.argument(1, "value").orElse(NullValue.NULL);
        PythonValues.iterate(key(call)).forEach(key -> PythonValues.put(entries, key, value));
        return new MapValue(entries);
    }
}
