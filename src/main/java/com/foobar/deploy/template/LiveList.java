package com.foobar.deploy.template;

import com.foobar.deploy.value.Value;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * A list while an expression is evaluated: templates in it are evaluated when an item is taken, and methods such as
 * {@code append} change it without touching the list it was made from.
 */
final class LiveList extends AbstractList<Value> implements RandomAccess {
    private final Evaluation evaluation;
    private final List<Value> raw;
    private @Nullable List<Value> own;

    LiveList(Evaluation evaluation, List<Value> raw) {
        this.evaluation = evaluation;
        this.raw = raw;
    }

    @Override
    public Value get(int index) {
        if (own == null) {
            Value item = raw.get(index);
            return evaluation.isLive(item) ? item : takeOwn(index);
        }
        return takeOwn(index);
    }

    private Value takeOwn(int index) {
        List<Value> items = own();
        Value item = items.get(index);
        Value live = evaluation.live(item);
        items.set(index, live);
        return live;
    }

    private List<Value> own() {
        List<Value> items = own;
        if (items == null) {
            items = new ArrayList<>(raw);
            own = items;
        }
        return items;
    }

    @Override
    public int size() {
        return own == null ? raw.size() : own.size();
    }

    @Override
    public Value set(int index, Value value) {
        return own().set(index, value);
    }

    @Override
    public void add(int index, Value value) {
        own().add(index, value);
    }

    @Override
    public Value remove(int index) {
        Value taken = get(index);
        own().remove(index);
        return taken;
    }
}
