package com.foobar.deploy.template;

import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The {@code loop} of a {@code for}. Called, it runs the loop again over what it is given. */
final class LoopValue implements FunctionValue {
    private final List<Value> items;
    private final int depth;
    private final UnaryOperator<Value> recursion;
    private int index = -1;
    private @Nullable List<Value> lastSeen;

    LoopValue(List<Value> items, int depth, UnaryOperator<Value> recursion) {
        this.items = items;
        this.depth = depth;
        this.recursion = recursion;
    }

    boolean next() {
        return ++index < items.size();
    }

    Value item() {
        return items.get(index);
    }

    @Override
    public Value call(Call call) {
        if (call.positional().size() != 1) {
            throw Operators.type("`loop` takes one argument");
        }
        return recursion.apply(call.positional().getFirst());
    }

    @Override
    public @Nullable Value attribute(String name) {
        return switch (name) {
            case "index" -> Value.of(index + 1L);
            case "index0" -> Value.of(index);
            case "revindex" -> Value.of(items.size() - (long) index);
            case "revindex0" -> Value.of(items.size() - index - 1L);
            case "first" -> Value.of(index == 0);
            case "last" -> Value.of(index == items.size() - 1);
            case "length" -> Value.of(items.size());
            case "depth" -> Value.of(depth + 1L);
            case "depth0" -> Value.of(depth);
            case "previtem" -> neighbour(index - 1, "there is no previous item");
            case "nextitem" -> neighbour(index + 1, "there is no next item");
            case "cycle" -> new Named(name, this::cycle);
            case "changed" -> new Named(name, this::changed);
            default -> null;
        };
    }

    private Value neighbour(int at, String hint) {
        return at >= 0 && at < items.size() ? items.get(at) : new UndefinedValue(hint);
    }

    private Value cycle(Call call) {
        List<Value> values = call.positional();
        if (values.isEmpty()) {
            throw Operators.type("`loop.cycle` takes at least one value");
        }
        return values.get(index % values.size());
    }

    private Value changed(Call call) {
        boolean changed =
                lastSeen == null || !PythonValues.equal(new ListValue(lastSeen), new ListValue(call.positional()));
        lastSeen = call.positional();
        return Value.of(changed);
    }

    @Override
    public String typeName() {
        return "LoopContext";
    }
}
