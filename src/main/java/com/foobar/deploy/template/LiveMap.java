package com.foobar.deploy.template;

import com.foobar.deploy.value.Value;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mapping while an expression is evaluated, as {@link LiveList}. Going through the keys evaluates no value: a host's
 * variables are many, and an expression seldom asks for more than one.
 */
final class LiveMap extends AbstractMap<Value, Value> {
    private final Evaluation evaluation;
    private Map<Value, Value> entries;
    private final Map<Value, Value> taken = new HashMap<>();
    private boolean owned;

    LiveMap(Evaluation evaluation, Map<Value, Value> raw) {
        this.evaluation = evaluation;
        this.entries = raw;
    }

    @Override
    public @Nullable Value get(@Nullable Object key) {
        Value raw = entries.get(key);
        if (raw == null || evaluation.isLive(raw)) {
            return raw;
        }
        Value known = taken.get(key);
        if (known == null) {
            known = evaluation.live(raw);
            taken.put((Value) key, known);
        }
        return known;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return entries.containsKey(key);
    }

    @Override
    public int size() {
        return entries.size();
    }

    @Override
    public @Nullable Value put(Value key, Value value) {
        own();
        taken.remove(key);
        return entries.put(key, value);
    }

    @Override
    public @Nullable Value remove(@Nullable Object key) {
        Value old = get(key);
        own();
        taken.remove(key);
        entries.remove(key);
        return old;
    }

    @Override
    public void clear() {
        owned = true;
        entries = new LinkedHashMap<>();
        taken.clear();
    }

    private void own() {
        if (!owned) {
            entries = new LinkedHashMap<>(entries);
            owned = true;
        }
    }

    @Override
    public Set<Value> keySet() {
        return entries.keySet();
    }

    @Override
    public Set<Entry<Value, Value>> entrySet() {
        return new LiveEntries();
    }

    private final class LiveEntries extends AbstractSet<Entry<Value, Value>> {
        @Override
        public Iterator<Entry<Value, Value>> iterator() {
            Iterator<Value> keys = entries.keySet().iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return keys.hasNext();
                }

                @Override
                public Entry<Value, Value> next() {
                    return new LiveEntry(keys.next());
                }
            };
        }

        @Override
        public int size() {
            return entries.size();
        }
    }

    private final class LiveEntry implements Entry<Value, Value> {
        private final Value key;

        LiveEntry(Value key) {
            this.key = key;
        }

        @Override
        public Value getKey() {
            return key;
        }

        @Override
        public Value getValue() {
            Value value = get(key);
            return value == null ? com.foobar.deploy.value.NullValue.NULL : value;
        }

        @Override
        public Value setValue(Value value) {
            throw new UnsupportedOperationException();
        }
    }
}
