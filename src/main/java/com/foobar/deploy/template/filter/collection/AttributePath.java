package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;

/** A dotted way into a value, as {@code map(attribute='a.b.0')} takes it. */
public record AttributePath(List<Value> steps) {
    public AttributePath {
        steps = List.copyOf(steps);
    }

    public static AttributePath of(Value path) {
        if (!(path instanceof TextValue text)) {
            return new AttributePath(List.of(path));
        }
        var steps = new ArrayList<Value>();
        for (String part : text.text().split("\\.", -1)) {
            boolean number = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9') && part.length() < 10;
            steps.add(number ? Value.of(Long.parseLong(part)) : Value.of(part));
        }
        return new AttributePath(steps);
    }

    /** The value at the end of the way, or undefined where a step leads nowhere. */
    public Value in(Value value) {
        Value current = value;
        for (Value step : steps) {
            current = step(current, step);
        }
        return current;
    }

    /** One step: a mapping's key or a list's index. */
    static Value step(Value container, Value key) {
        return switch (container) {
            // As in Ansible, a way on from what is undefined is undefined in the same way.
            case UndefinedValue _ -> container;
            case MapValue map -> {
                Value found = PythonValues.get(map, key);
                yield found == null ? missing(container, key) : found;
            }
            case ListValue list when key instanceof IntValue index -> item(list, index, key);
            default -> missing(container, key);
        };
    }

    private static Value item(ListValue list, IntValue index, Value key) {
        int size = list.items().size();
        long position = index.number().longValue();
        long fromStart = position < 0 ? position + size : position;
        return fromStart >= 0 && fromStart < size ? list.items().get((int) fromStart) : missing(list, key);
    }

    private static Value missing(Value container, Value key) {
        String what = key instanceof TextValue ? "attribute " : "element ";
        return new UndefinedValue(
                "'" + PythonValues.typeName(container) + " object' has no " + what + PythonText.repr(key));
    }
}
