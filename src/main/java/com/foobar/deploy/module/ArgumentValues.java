package com.foobar.deploy.module;

import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.BooleanWords;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns values into the types of argument records, as leniently as Ansible's argument specification does. */
final class ArgumentValues {
    private ArgumentValues() {}

    static boolean mayBeAbsent(Type type) {
        return raw(type) == Optional.class || raw(type) == List.class;
    }

    /** True for an argument that may be null itself. */
    static boolean takesAnything(Type type) {
        return raw(inner(type)) == Value.class;
    }

    /** Omit stands for "not given": empty for Optional and List. */
    static Object convert(Value value, Type type) {
        Class<?> raw = raw(type);
        if (raw == Optional.class) {
            return value == OmitValue.OMIT ? Optional.empty() : Optional.of(convert(value, inner(type)));
        }
        if (raw == List.class) {
            return value == OmitValue.OMIT ? List.of() : list(value, inner(type));
        }
        return scalar(value, raw);
    }

    private static List<Object> list(Value value, Type item) {
        var items = new ArrayList<Object>();
        switch (value) {
            case ListValue list -> list.items().forEach(one -> items.add(convert(one, item)));
            case TextValue text
            when raw(item) != Value.class && raw(item) != MapValue.class ->
                splitAtCommas(text).forEach(one -> items.add(convert(one, item)));
            case NullValue _ -> {}
            default -> items.add(convert(value, item));
        }
        return List.copyOf(items);
    }

    private static List<Value> splitAtCommas(TextValue text) {
        return Arrays.stream(text.text().split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .<Value>map(text::withText)
                .toList();
    }

    private static Object scalar(Value value, Class<?> type) {
        if (type == Value.class) {
            return value;
        }
        if (value instanceof UndefinedValue undefined) {
            throw new IllegalArgumentException(undefined.hint());
        }
        if (type == String.class) {
            return text(value);
        }
        if (type == TextValue.class) {
            return value instanceof TextValue text ? text : TextValue.plain(text(value));
        }
        if (type == Secret.class) {
            return new Secret(text(value));
        }
        if (type == boolean.class || type == Boolean.class) {
            return bool(value);
        }
        if (type == int.class || type == Integer.class) {
            return Math.toIntExact(number(value));
        }
        if (type == long.class || type == Long.class) {
            return number(value);
        }
        if (type == double.class || type == Double.class) {
            return floating(value);
        }
        if (type == FileMode.class) {
            return mode(value);
        }
        if (type == MapValue.class) {
            return map(value);
        }
        if (type.isEnum()) {
            return constant(value, type);
        }
        throw new IllegalStateException("no argument can be of " + type);
    }

    private static String text(Value value) {
        return switch (value) {
            case TextValue text -> text.text();
            case IntValue number -> number.number().toString();
            case FloatValue number -> Double.toString(number.number());
            case BoolValue flag -> flag.flag() ? "True" : "False";
            case NullValue _ -> "";
            case ListValue _, MapValue _, ObjectValue _, UndefinedValue _, OmitValue _ ->
                throw new IllegalArgumentException("expected a string, got " + kind(value));
        };
    }

    private static boolean bool(Value value) {
        return switch (value) {
            case BoolValue flag -> flag.flag();
            case IntValue number
            when number.number().bitLength() <= 1 -> number.number().signum() != 0;
            case TextValue text -> boolText(text.text());
            default -> throw new IllegalArgumentException("expected true or false, got " + kind(value));
        };
    }

    private static boolean boolText(String text) {
        return BooleanWords.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("expected true or false, got `" + text + "`"));
    }

    private static long number(Value value) {
        return switch (value) {
            case IntValue number -> number.number().longValueExact();
            case FloatValue number when number.number() == Math.rint(number.number()) -> (long) number.number();
            case TextValue text
            when text.text().strip().matches("[-+]?\\d+") ->
                Long.parseLong(text.text().strip());
            default -> throw new IllegalArgumentException("expected a whole number, got " + shown(value));
        };
    }

    private static double floating(Value value) {
        return switch (value) {
            case IntValue number -> number.number().doubleValue();
            case FloatValue number -> number.number();
            case TextValue text
            when text.text().strip().matches("[-+]?\\d+(\\.\\d*)?") ->
                Double.parseDouble(text.text().strip());
            default -> throw new IllegalArgumentException("expected a number, got " + shown(value));
        };
    }

    private static FileMode mode(Value value) {
        return value instanceof IntValue number
                ? FileMode.ofNumber(number.number().intValueExact())
                : new FileMode(text(value));
    }

    private static MapValue map(Value value) {
        if (value instanceof MapValue map) {
            return map;
        }
        throw new IllegalArgumentException("expected a mapping, got " + kind(value));
    }

    private static Object constant(Value value, Class<?> type) {
        String given = text(value);
        String wanted = given.replace('-', '_');
        Object[] constants = type.getEnumConstants();
        for (Object constant : constants) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(wanted)) {
                return constant;
            }
        }
        String all = Arrays.stream(constants)
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new IllegalArgumentException("`" + given + "` is not one of " + all);
    }

    private static String shown(Value value) {
        return value instanceof TextValue text ? "`" + text + "`" : kind(value);
    }

    private static String kind(Value value) {
        return switch (value) {
            case ListValue _ -> "a list";
            case MapValue _ -> "a mapping";
            case NullValue _ -> "nothing";
            case BoolValue _ -> "a boolean";
            case TextValue _ -> "a string";
            case IntValue _, FloatValue _ -> "a number";
            case ObjectValue object -> object.typeName();
            case UndefinedValue undefined -> undefined.hint();
            case OmitValue _ -> "omit";
        };
    }

    private static Type inner(Type type) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }
}
