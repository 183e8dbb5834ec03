package com.foobar.deploy.template;

import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code cycler('odd', 'even')} makes: its values in turn. */
final class CyclerValue implements FunctionValue {
    private final List<Value> items;
    private int position;

    CyclerValue(List<Value> items) {
        if (items.isEmpty()) {
            throw Operators.type("`cycler` takes at least one value");
        }
        this.items = items;
    }

    @Override
    public Value call(Call call) {
        throw Operators.type("a cycler is asked with `.next()`");
    }

    @Override
    public @Nullable Value attribute(String name) {
        return switch (name) {
            case "current" -> items.get(position);
            case "next" -> new Named("next", _ -> next());
            case "reset" -> new Named("reset", _ -> reset());
            default -> null;
        };
    }

    private Value next() {
        Value current = items.get(position);
        position = (position + 1) % items.size();
        return current;
    }

    private Value reset() {
        position = 0;
        return NullValue.NULL;
    }

    @Override
    public String typeName() {
        return "Cycler";
    }
}
