package com.foobar.deploy.template;

import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the arguments of a method by position and kind; what does not fit is an EXPRESSION_TYPE error. */
final class MethodArguments {
    private MethodArguments() {}

    static void atMost(Call call, int count) {
        if (call.positional().size() - 1 > count) {
            throw Operators.type("`" + call.name() + "` takes at most " + count + " arguments, not "
                    + (call.positional().size() - 1));
        }
    }

    /** An argument that may be left out or be null. */
    static Optional<Value> optional(Call call, int index, String name) {
        Optional<Value> value = call.argument(index, name);
        value.ifPresent(Operators::refuseUndefined);
        return value.filter(each -> each != NullValue.NULL);
    }

    static Value required(Call call, int index, String name) {
        Value value = call.argument(index, name)
                .orElseThrow(() -> Operators.type("`" + call.name() + "` lacks its argument `" + name + "`"));
        Operators.refuseUndefined(value);
        return value;
    }

    static String text(Call call, int index, String name) {
        return text(call, required(call, index, name));
    }

    static @Nullable String optionalText(Call call, int index, String name) {
        Optional<Value> value = optional(call, index, name);
        return value.isPresent() ? text(call, value.get()) : null;
    }

    static String text(Call call, Value value) {
        if (value instanceof TextValue text) {
            return text.text();
        }
        throw Operators.type(
                "`" + call.name() + "` takes a string, not a value of type " + PythonValues.typeName(value));
    }

    static int number(Call call, int index, String name, int otherwise) {
        Optional<Value> value = optional(call, index, name);
        return value.isPresent() ? number(call, value.get()) : otherwise;
    }

    static int number(Call call, Value value) {
        return switch (Secrecy.revealedNumber(value)) {
            case IntValue number ->
                number.number().bitLength() < 32
                        ? number.number().intValue()
                        : number.number().signum() * Integer.MAX_VALUE;
            case BoolValue bool -> bool.flag() ? 1 : 0;
            default ->
                throw Operators.type("`" + call.name() + "` takes a whole number, not a value of type "
                        + PythonValues.typeName(value));
        };
    }

    static boolean flag(Call call, int index, String name) {
        return optional(call, index, name).map(Evaluator::truth).orElse(false);
    }

    static String subject(Call call) {
        return ((TextValue) call.subject()).text();
    }
}
