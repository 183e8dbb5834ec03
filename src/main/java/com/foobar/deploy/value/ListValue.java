package com.foobar.deploy.value;

import java.util.List;

/** A sequence. The list given is taken as it is: it may be lazy, and must not change. */
public record ListValue(List<Value> items) implements Value {
    public static final ListValue EMPTY = new ListValue(List.of());

    public static ListValue of(Value... items) {
        return new ListValue(List.of(items));
    }

    public static ListValue ofStrings(Iterable<String> texts) {
        var items = new java.util.ArrayList<Value>();
        texts.forEach(text -> items.add(Value.of(text)));
        return new ListValue(items);
    }

    @Override
    public String toString() {
        return items.toString();
    }
}
