package com.foobar.deploy.template;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The methods that Python's texts, lists and mappings have. */
final class Methods {
    private Methods() {}

    private static Map<String, Function<Call, Value>> table(Value owner) {
        return switch (owner) {
            case TextValue _ -> StringMethods.TABLE;
            case ListValue _ -> ListMethods.TABLE;
            case MapValue _ -> DictMethods.TABLE;
            default -> Map.of();
        };
    }

    static boolean has(Value owner, String name) {
        return table(owner).containsKey(name);
    }

    static Iterable<String> names(Value owner) {
        return new TreeSet<>(table(owner).keySet());
    }

    /** Calls a method that there is; its owner is the call's subject. */
    static Value call(Value owner, String name, Call call) {
        Function<Call, Value> method = table(owner).get(name);
        if (method == null) {
            throw new IllegalArgumentException(name);
        }
        Value result = method.apply(call);
        Value carried = owner instanceof TextValue ? TrustedText.carry(Secrecy.carryText(result, call), call) : result;
        return carried instanceof ListValue || carried instanceof MapValue
                ? ((RunningScope) call.context().scope()).evaluation().live(carried)
                : carried;
    }

    /** A method as a value; null where there is none. */
    static @Nullable Value bound(Value owner, String name) {
        if (!has(owner, name)) {
            return null;
        }
        return new FunctionValue.Named(name, call -> {
            var positional = new java.util.ArrayList<Value>(List.of(owner));
            positional.addAll(call.positional());
            return call(owner, name, new Call(name, positional, call.named(), call.context()));
        });
    }
}
