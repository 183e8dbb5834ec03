package com.foobar.deploy.module;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.accounts.UserState;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Makes questions, answers and other records out of what a fixture says about them, by their components' names. */
final class RecordBinder {
    /** Fixtures give the components of their parts side by side. */
    private static final Set<Class<?>> FLAT = Set.of(FileState.class, UserState.class);

    private static final String QUESTIONS = "com.foobar.deploy.state.question.";
    private static final List<String> FAMILIES =
            List.of("accounts", "databases", "files", "network", "packages", "services", "system");

    private RecordBinder() {}

    /**
     * A question.
     *
     * @param name the record's name ({@code FileQuestion}), or that and the methods that make it ({@code
     *     FileQuestion.content.following})
     * @param value the components by name; with methods, the argument or the list of arguments of the first
     */
    static Question<?> question(String name, Value value) {
        List<String> parts = List.of(name.split("\\."));
        Class<?> type = questionClass(parts.getFirst());
        if (parts.size() == 1) {
            return (Question<?>) bind(value, type);
        }
        List<Value> arguments = value instanceof ListValue list ? list.items() : List.of(value);
        Object made = call(type, type, parts.get(1), arguments);
        for (String method : parts.subList(2, parts.size())) {
            made = call(type, made, method, List.of());
        }
        return (Question<?>) made;
    }

    /** An answer to a question. */
    static Object answer(Question<?> question, Value value) {
        return bind(value, answerType(question.getClass()));
    }

    private static Type answerType(Class<?> question) {
        return Arrays.stream(question.getGenericInterfaces())
                .filter(type -> type instanceof ParameterizedType generic && generic.getRawType() == Question.class)
                .map(type -> ((ParameterizedType) type).getActualTypeArguments()[0])
                .findFirst()
                .orElseThrow(() -> new AssertionError(question + " does not implement Question directly"));
    }

    private static Class<?> questionClass(String name) {
        for (String family : FAMILIES) {
            try {
                return Class.forName(QUESTIONS + family + "." + name);
            } catch (ClassNotFoundException _) {
                // it is in another family
            }
        }
        throw new AssertionError("there is no question `" + name + "` below " + QUESTIONS);
    }

    private static Object call(Class<?> type, Object target, String name, List<Value> arguments) {
        for (var method : type.getDeclaredMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == arguments.size()) {
                var bound = new ArrayList<Object>();
                for (int i = 0; i < arguments.size(); i++) {
                    bound.add(bind(arguments.get(i), method.getGenericParameterTypes()[i]));
                }
                try {
                    method.setAccessible(true);
                    return method.invoke(target, bound.toArray());
                } catch (ReflectiveOperationException e) {
                    throw new AssertionError("cannot call " + method, e);
                }
            }
        }
        throw new AssertionError(type + " has no method `" + name + "` with " + arguments.size() + " parameters");
    }

    static Object bind(Value value, Type type) {
        Class<?> raw = raw(type);
        if (Value.class.isAssignableFrom(raw)) {
            return value;
        }
        if (raw == Optional.class) {
            return value == NullValue.NULL ? Optional.empty() : Optional.of(bind(value, parameter(type, 0)));
        }
        if (raw == List.class || raw == Set.class) {
            return collection(value, type, raw);
        }
        if (raw == Map.class) {
            var map = new LinkedHashMap<Object, Object>();
            ((MapValue) value)
                    .entries()
                    .forEach((key, item) -> map.put(bind(key, parameter(type, 0)), bind(item, parameter(type, 1))));
            return map;
        }
        if (raw == byte[].class) {
            return bytes(value);
        }
        return value instanceof MapValue map ? mapping(map, raw) : scalar(value, raw);
    }

    private static Object collection(Value value, Type type, Class<?> raw) {
        var items = new ArrayList<Object>();
        ((ListValue) value).items().forEach(item -> items.add(bind(item, parameter(type, 0))));
        return raw == List.class ? items : new LinkedHashSet<>(items);
    }

    private static byte[] bytes(Value value) {
        if (value instanceof MapValue map && map.get("base64") instanceof TextValue text) {
            return Base64.getMimeDecoder().decode(text.text());
        }
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /** A record by its components; one of a sealed family as {@code Name: components}. */
    private static Object mapping(MapValue map, Class<?> type) {
        if (type.isRecord()) {
            return record(map.strings(), type);
        }
        if (type.isSealed() && map.entries().size() == 1) {
            var only = map.strings().entrySet().iterator().next();
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                if (permitted.getSimpleName().equals(only.getKey())) {
                    return bind(only.getValue(), permitted);
                }
            }
        }
        throw new AssertionError("a mapping cannot become " + type + ": " + map);
    }

    private static Object record(Map<String, Value> given, Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        var unknown = new LinkedHashSet<>(given.keySet());
        var bound = new ArrayList<Object>();
        for (RecordComponent component : components) {
            if (FLAT.contains(type) && component.getType().isRecord()) {
                bound.add(part(given, component.getType(), unknown));
                continue;
            }
            unknown.remove(component.getName());
            Value value = given.get(component.getName());
            bound.add(value == null ? absent(component) : bind(value, component.getGenericType()));
        }
        if (!unknown.isEmpty()) {
            throw new AssertionError(type + " has no components " + unknown);
        }
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(bound.toArray());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot make " + type + " of " + given, e);
        }
    }

    private static Object part(Map<String, Value> given, Class<?> type, Set<String> unknown) {
        List<String> names = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        var own = new LinkedHashMap<>(given);
        own.keySet().retainAll(names);
        names.forEach(unknown::remove);
        return record(own, type);
    }

    /** What a component is where the fixture does not say: nothing, in the way of its type. */
    private static Object absent(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == Optional.class) {
            return Optional.empty();
        }
        if (type == List.class) {
            return List.of();
        }
        if (type == Set.class) {
            return Set.of();
        }
        if (type == Map.class) {
            return Map.of();
        }
        if (type == MapValue.class) {
            return MapValue.EMPTY;
        }
        if (type == boolean.class) {
            return false;
        }
        if (type.isPrimitive()) {
            return scalar(Value.of(0), type);
        }
        if (type == String.class) {
            return "";
        }
        if (type == byte[].class) {
            return new byte[0];
        }
        if (type == OptionalInt.class) {
            return OptionalInt.empty();
        }
        if (type == OptionalLong.class) {
            return OptionalLong.empty();
        }
        throw new AssertionError("the fixture must say what `" + component + "` is");
    }

    private static Object scalar(Value value, Class<?> type) {
        if (type == String.class) {
            return text(value);
        }
        if (type == Secret.class) {
            return new Secret(text(value));
        }
        if (type == ShellText.class) {
            return ShellText.userCode(text(value));
        }
        if (type == SqlText.class) {
            return SqlText.userCode(TextValue.plain(text(value)));
        }
        if (type == FileMode.class) {
            return value instanceof IntValue number
                    ? FileMode.ofNumber(number.number().intValueExact())
                    : new FileMode(text(value));
        }
        if (type == Path.class) {
            return Path.of(text(value));
        }
        if (type == URI.class) {
            return URI.create(text(value));
        }
        if (type == Duration.class) {
            return Duration.ofSeconds(Long.parseLong(text(value)));
        }
        if (type == boolean.class || type == Boolean.class) {
            return ((BoolValue) value).flag();
        }
        if (type == int.class || type == Integer.class) {
            return Integer.parseInt(text(value));
        }
        if (type == long.class || type == Long.class) {
            return Long.parseLong(text(value));
        }
        if (type == double.class || type == Double.class) {
            return Double.parseDouble(text(value));
        }
        if (type == OptionalInt.class) {
            return OptionalInt.of(Integer.parseInt(text(value)));
        }
        if (type == OptionalLong.class) {
            return OptionalLong.of(Long.parseLong(text(value)));
        }
        return constant(value, type);
    }

    /** An enum's or a record's constant by its name, or a record with one component. */
    private static Object constant(Value value, Class<?> type) {
        if (value instanceof TextValue) {
            for (var field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        && type.isAssignableFrom(field.getType())
                        && field.getName().equalsIgnoreCase(text(value))) {
                    try {
                        field.setAccessible(true);
                        return field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                }
            }
        }
        if (type.isRecord() && type.getRecordComponents().length == 1) {
            return record(Map.of(type.getRecordComponents()[0].getName(), value), type);
        }
        throw new AssertionError("`" + value + "` cannot become " + type);
    }

    static String text(Value value) {
        return switch (value) {
            case TextValue text -> text.text();
            case IntValue number -> number.number().toString();
            case FloatValue number -> Double.toString(number.number());
            case BoolValue flag -> Boolean.toString(flag.flag());
            case NullValue _ -> "";
            default -> throw new AssertionError("a scalar is wanted, not " + value);
        };
    }

    private static Type parameter(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static Class<?> raw(Type type) {
        return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    }
}
