package com.foobar.deploy.template.filter.argument;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of a call, bound to the parameters' names as Python binds them. An unknown argument is an
 * error; where a parameter has a fallback, None stands for it.
 */
public final class Arguments {
    private final Call call;
    private final Map<String, Value> bound;

    private Arguments(Call call, Map<String, Value> bound) {
        this.call = call;
        this.bound = bound;
    }

    /** @param parameters the names of those after the subject, in order */
    public static Arguments of(Call call, String... parameters) {
        List<String> known = List.of(parameters);
        var bound = new HashMap<String, Value>();
        for (int i = 1; i < call.positional().size(); i++) {
            if (i > known.size()) {
                throw Problem.type("`" + call.name() + "` takes at most " + known.size() + " arguments, not "
                        + (call.positional().size() - 1));
            }
            bound.put(known.get(i - 1), call.positional().get(i));
        }
        call.named().forEach((name, value) -> bindNamed(call, known, bound, name, value));
        return new Arguments(call, bound);
    }

    /** For what takes any number of positional arguments: binds the named ones only. */
    public static Arguments ofNamed(Call call, String... parameters) {
        var bound = new HashMap<String, Value>();
        call.named().forEach((name, value) -> bindNamed(call, List.of(parameters), bound, name, value));
        return new Arguments(call, bound);
    }

    private static void bindNamed(Call call, List<String> known, Map<String, Value> bound, String name, Value value) {
        if (!known.contains(name)) {
            throw Diagnostic.of(ErrorCode.EXPRESSION_TYPE, "`" + call.name() + "` has no argument `" + name + "`")
                    .suggest(name, known)
                    .toException();
        }
        if (bound.put(name, value) != null) {
            throw Problem.type("`" + call.name() + "` is given its argument `" + name + "` twice");
        }
    }

    /** What the filter or test is applied to; undefined is an error. */
    public Value subject() {
        return call.definedSubject();
    }

    public String subjectText() {
        return PythonText.str(subject());
    }

    /** The subject's items, as a loop sees them. */
    public List<Value> items() {
        return PythonValues.iterate(subject());
    }

    public MapValue subjectMap() {
        if (subject() instanceof MapValue map) {
            return map;
        }
        throw Problem.type(
                "`" + call.name() + "` expects a mapping, not a value of type " + PythonValues.typeName(subject()));
    }

    public boolean has(String parameter) {
        return bound.containsKey(parameter);
    }

    /** The argument, where it is given and is not None. */
    public Optional<Value> find(String parameter) {
        Value value = bound.get(parameter);
        if (value instanceof UndefinedValue undefined) {
            throw PythonValues.undefined(undefined);
        }
        return value instanceof NullValue ? Optional.empty() : Optional.ofNullable(value);
    }

    /** The argument as it was given, even undefined or None. */
    public Value raw(String parameter, Value fallback) {
        return bound.getOrDefault(parameter, fallback);
    }

    public Value require(String parameter) {
        Value value = bound.get(parameter);
        return switch (value) {
            case null -> throw Problem.type("`" + call.name() + "` lacks its argument `" + parameter + "`");
            case UndefinedValue undefined -> throw PythonValues.undefined(undefined);
            default -> value;
        };
    }

    public String text(String parameter) {
        return PythonText.str(require(parameter));
    }

    public String text(String parameter, String fallback) {
        return find(parameter).map(PythonText::str).orElse(fallback);
    }

    public boolean flag(String parameter, boolean fallback) {
        return find(parameter).map(PythonValues::truth).orElse(fallback);
    }

    public int number(String parameter) {
        return toInt(parameter, require(parameter));
    }

    public int number(String parameter, int fallback) {
        return find(parameter).map(value -> toInt(parameter, value)).orElse(fallback);
    }

    private int toInt(String parameter, Value value) {
        return switch (value) {
            case IntValue number
            when number.number().bitLength() < 32 -> number.number().intValue();
            case BoolValue bool -> bool.flag() ? 1 : 0;
            default ->
                throw Problem.type("`" + call.name() + "` expects a whole number as `" + parameter + "`, not "
                        + PythonText.repr(value));
        };
    }

    /** The argument's items, as a loop sees them. */
    public List<Value> list(String parameter) {
        return PythonValues.iterate(require(parameter));
    }

    /** The argument as a list of texts; a single text stands for a list of one. */
    public List<String> texts(String parameter) {
        return find(parameter)
                .map(value -> value instanceof ListValue list ? list.items() : List.of(value))
                .orElse(List.of())
                .stream()
                .map(PythonText::str)
                .toList();
    }

    Call call() {
        return call;
    }
}
