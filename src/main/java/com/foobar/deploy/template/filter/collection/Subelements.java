package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.template.text.TupleItems;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pairs of an element and each item of a list within it, for the filter and the lookup of that name. */
public final class Subelements {
    private Subelements() {}

    /** @param path a dotted text, or a list of keys */
    public static List<Value> of(Value container, Value path, boolean skipMissing) {
        List<Value> keys = switch (path) {
            case ListValue list -> list.items();
            case TextValue text ->
                ListValue.ofStrings(List.of(text.text().split("\\.", -1))).items();
            default -> throw Problem.type("`subelements` expects a string or a list as its path");
        };
        var pairs = new ArrayList<Value>();
        for (Value element : ListFilters.elements(container)) {
            within(element, keys, skipMissing)
                    .ifPresent(list -> list.items().forEach(item -> pairs.add(TupleItems.of(element, item))));
        }
        return pairs;
    }

    private static Optional<ListValue> within(Value element, List<Value> keys, boolean skipMissing) {
        Value current = element;
        for (Value key : keys) {
            if (!(current instanceof MapValue map)) {
                throw Problem.type("`subelements` expects a mapping to look for " + PythonText.repr(key)
                        + ", not a value of type " + PythonValues.typeName(current));
            }
            Value next = PythonValues.get(map, key);
            if (next == null && skipMissing) {
                return Optional.empty();
            }
            if (next == null) {
                throw Problem.failed("`subelements` finds no key " + PythonText.repr(key) + " in an element");
            }
            current = next;
        }
        if (current instanceof ListValue list) {
            return Optional.of(list);
        }
        throw Problem.type("`subelements` expects a list at " + PythonText.repr(keys.getLast())
                + ", not a value of type " + PythonValues.typeName(current));
    }
}
