package com.foobar.deploy.module;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a module, read off its record: checks names before a run, makes the record out of values during it.
 *
 * @param <A> the record
 */
public final class ArgumentSpec<A extends Record> {
    /** The name of a component, a {@link MapValue}, that takes every name no other component has (set_fact). */
    public static final String REST = "*";

    private static final Map<Class<?>, ArgumentSpec<?>> KNOWN = new ConcurrentHashMap<>();

    /** One argument, for reading and for the documentation. */
    public record Argument(
            String name,
            List<String> aliases,
            String doc,
            Type type,
            String fallback,
            boolean freeForm,
            boolean condition) {
        /** True if the task must give it. */
        public boolean required() {
            return fallback.isEmpty() && !ArgumentValues.mayBeAbsent(type);
        }
    }

    /** What a component of the record is made of. */
    private sealed interface Part {
        List<Argument> arguments();
    }

    private record Single(Argument argument) implements Part {
        @Override
        public List<Argument> arguments() {
            return List.of(argument);
        }
    }

    /** A record of arguments that several modules have. */
    private record Shared(ArgumentSpec<?> spec) implements Part {
        @Override
        public List<Argument> arguments() {
            return spec.arguments();
        }
    }

    private final Class<A> type;
    private final List<Part> parts;
    private final List<Argument> arguments;
    private final Map<String, Argument> byName = new HashMap<>();
    private final Constructor<A> constructor;
    private final boolean open;

    private ArgumentSpec(Class<A> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.parts = Arrays.stream(components).map(ArgumentSpec::part).toList();
        this.arguments =
                parts.stream().flatMap(part -> part.arguments().stream()).toList();
        for (Argument argument : arguments.reversed()) {
            argument.aliases().forEach(alias -> byName.put(alias, argument));
        }
        arguments.forEach(argument -> byName.put(argument.name(), argument));
        this.constructor = constructor(type, components);
        this.open = byName.containsKey(REST);
    }

    private static <A> Constructor<A> constructor(Class<A> type, RecordComponent[] components) {
        try {
            var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<A> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("cannot make " + type, e);
        }
    }

    @SuppressWarnings("unchecked") // the key is the type
    public static <A extends Record> ArgumentSpec<A> of(Class<A> type) {
        return (ArgumentSpec<A>) KNOWN.computeIfAbsent(type, key -> new ArgumentSpec<>((Class<A>) key));
    }

    private static Part part(RecordComponent component) {
        Arg arg = component.getAnnotation(Arg.class);
        if (arg != null) {
            return new Single(argument(component, arg));
        }
        if (component.getType().isRecord()) {
            return new Shared(new ArgumentSpec<>(component.getType().asSubclass(Record.class)));
        }
        throw new IllegalStateException(component + " lacks @Arg");
    }

    private static Argument argument(RecordComponent component, Arg arg) {
        String name = arg.name().isEmpty() ? snakeCase(component.getName()) : arg.name();
        return new Argument(
                name,
                List.of(arg.aliases()),
                arg.value(),
                component.getGenericType(),
                arg.fallback(),
                arg.freeForm(),
                arg.condition());
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    public List<Argument> arguments() {
        return arguments;
    }

    /** The argument that the free form sets. */
    public Optional<String> freeForm() {
        return arguments.stream().filter(Argument::freeForm).map(Argument::name).findFirst();
    }

    /** True of an argument that the module evaluates itself. */
    public boolean isCondition(String name) {
        return find(name).filter(Argument::condition).isPresent();
    }

    /** True if the module takes names of the user's choice. */
    public boolean open() {
        return open;
    }

    /** Refuses names that the module does not have; asks nothing of the values. */
    public void checkNames(String module, Iterable<String> given, Place place) {
        for (String name : given) {
            if (!open() && find(name).isEmpty()) {
                throw unknown(module, name, place).toException();
            }
        }
    }

    /** True if one of the arguments has the name, or another name that it answers to. */
    public boolean takes(String name) {
        return find(name).isPresent();
    }

    /**
     * Refuses what cannot be right whatever the run finds. Where an argument holds a template only the kinds of the
     * others can be looked at, since the record is then not whole.
     */
    public void checkValues(String module, MapValue values, Place place) {
        boolean named = !open || values.strings().keySet().stream().noneMatch(name -> name.contains("{{"));
        if (named && values.strings().values().stream().noneMatch(ArgumentSpec::depends)) {
            read(module, values, place);
            return;
        }
        values.strings()
                .forEach((name, value) -> find(name)
                        .filter(_ -> !depends(value) && value != NullValue.NULL)
                        .ifPresent(argument -> component(module, argument, value, place)));
    }

    /** A template, or what a vault that is not open hides. */
    private static boolean depends(Value value) {
        return switch (value) {
            case TextValue text -> text.template();
            case ListValue list -> list.items().stream().anyMatch(ArgumentSpec::depends);
            case MapValue map -> map.entries().values().stream().anyMatch(ArgumentSpec::depends);
            case UndefinedValue _ -> true;
            default -> false;
        };
    }

    private Diagnostic unknown(String module, String name, Place place) {
        return Diagnostic.of(ErrorCode.UNKNOWN_ARGUMENT, "module `" + module + "` has no argument `" + name + "`")
                .at(place)
                .suggest(name, names())
                .advise("its arguments are " + String.join(", ", names()));
    }

    private List<String> names() {
        return arguments.stream()
                .map(Argument::name)
                .filter(name -> !name.equals(REST))
                .toList();
    }

    private Optional<Argument> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Makes the record.
     *
     * @param values evaluated; an argument whose value is omit counts as not given
     */
    public A read(String module, MapValue values, Place place) {
        var given = new HashMap<String, Value>();
        var rest = new LinkedHashMap<String, Value>();
        values.strings().forEach((name, value) -> {
            Optional<Argument> argument = find(name);
            if (argument.isEmpty() && !open()) {
                throw unknown(module, name, place).toException();
            }
            if (value != OmitValue.OMIT) {
                argument.ifPresentOrElse(known -> given.put(known.name(), value), () -> rest.put(name, value));
            }
        });
        if (open()) {
            given.put(REST, MapValue.ofStrings(rest));
        }
        return make(module, given, place);
    }

    private A make(String module, Map<String, Value> given, Place place) {
        var made = new ArrayList<@Nullable Object>();
        for (Part part : parts) {
            made.add(
                    switch (part) {
                        case Single(Argument argument) ->
                            component(module, argument, given.get(argument.name()), place);
                        case Shared(ArgumentSpec<?> spec) -> spec.make(module, given, place);
                    });
        }
        return construct(module, made, place);
    }

    private static @Nullable Object component(String module, Argument argument, @Nullable Value given, Place place) {
        boolean absent = given == null || given == NullValue.NULL && !ArgumentValues.takesAnything(argument.type());
        if (absent && argument.required()) {
            throw Diagnostic.of(
                            ErrorCode.MISSING_ARGUMENT,
                            "module `" + module + "` needs the argument `" + argument.name() + "`: " + argument.doc())
                    .at(place)
                    .toException();
        }
        Value value = absent || given == null ? fallback(argument) : given;
        try {
            return ArgumentValues.convert(value, argument.type());
        } catch (IllegalArgumentException e) {
            throw Diagnostic.of(
                            ErrorCode.ARGUMENT_VALUE,
                            "argument `" + argument.name() + "` of `" + module + "`: " + e.getMessage())
                    .at(given instanceof TextValue text ? text.place().orElse(place) : place)
                    .toException(e);
        }
    }

    private static Value fallback(Argument argument) {
        return argument.fallback().isEmpty() ? OmitValue.OMIT : Value.of(argument.fallback());
    }

    private A construct(String module, List<@Nullable Object> components, Place place) {
        try {
            return constructor.newInstance(components.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof DeployException known) {
                throw new DeployException(known.diagnostic().at(place), known);
            }
            String why = e.getCause() == null
                    ? String.valueOf(e.getMessage())
                    : e.getCause().getMessage();
            throw Diagnostic.of(ErrorCode.ARGUMENT_VALUE, "module `" + module + "`: " + why)
                    .at(place)
                    .toException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type, e);
        }
    }
}
