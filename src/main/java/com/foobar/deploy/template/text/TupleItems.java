package com.foobar.deploy.template.text;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The items of a Python tuple. A tuple is a {@link ListValue} that prints with parentheses and never changes. */
public final class TupleItems extends AbstractList<Value> implements RandomAccess {
    private final List<Value> items;

    private TupleItems(List<Value> items) {
        this.items = items;
    }

    public static ListValue of(Value... items) {
        return new ListValue(new TupleItems(List.of(items)));
    }

    public static ListValue of(List<Value> items) {
        return new ListValue(new TupleItems(List.copyOf(items)));
    }

    @Override
    public Value get(int index) {
        return items.get(index);
    }

    @Override
    public int size() {
        return items.size();
    }
}
