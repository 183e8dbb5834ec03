package com.foobar.deploy.template;

import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.Value;
import org.jspecify.annotations.Nullable;

/** Something that an expression can call, or whose attributes it can ask for. */
interface FunctionValue extends ObjectValue {
    /** Calls it; the positional arguments are those in the parentheses. */
    Value call(Call call);

    /** An attribute; null where there is none. */
    default @Nullable Value attribute(String name) {
        return null;
    }

    @Override
    default String typeName() {
        return "function";
    }

    /** A function without attributes. */
    record Named(String name, java.util.function.Function<Call, Value> body) implements FunctionValue {
        @Override
        public Value call(Call call) {
            return body.apply(call);
        }

        @Override
        public String toString() {
            return "<function " + name + ">";
        }
    }
}
