package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The names that stand for something in every expression, unless a variable has the name. */
final class Globals {
    private static final int LONGEST_RANGE = 10_000_000;

    private static final Map<String, Function<Call, Value>> FUNCTIONS = Map.of(
            "range", Globals::range,
            "dict", Globals::dict,
            "namespace", Globals::namespace,
            "cycler", call -> new CyclerValue(call.positional()),
            "joiner", Globals::joiner,
            "lookup", Globals::lookup,
            "query", Globals::query,
            "q", Globals::query,
            "now", Clock::now,
            "undef", Globals::undef);

    private Globals() {}

    static @Nullable Value find(String name, TemplateScope frame) {
        Function<Call, Value> function = FUNCTIONS.get(name);
        if (function != null) {
            return new FunctionValue.Named(name, function);
        }
        return switch (name) {
            case "omit" -> OmitValue.OMIT;
            case "vars" -> allVariables(frame);
            default -> null;
        };
    }

    static Set<String> names() {
        var names = new HashSet<>(FUNCTIONS.keySet());
        names.addAll(Set.of("omit", "vars"));
        return names;
    }

    private static Value allVariables(TemplateScope frame) {
        var raw = new LinkedHashMap<Value, Value>();
        Scope scope = frame.evaluation().scope();
        scope.names().stream()
                .filter(name -> !name.equals("omit"))
                .forEach(name -> raw.put(Value.of(name), scope.lookup(name)));
        return frame.evaluation().live(new MapValue(raw));
    }

    private static Value range(Call call) {
        List<Value> bounds = call.positional();
        if (bounds.isEmpty() || bounds.size() > 3) {
            throw Operators.type("`range` takes one to three whole numbers");
        }
        bounds.forEach(Operators::refuseUndefined);
        long from = bounds.size() == 1 ? 0 : MethodArguments.number(call, bounds.getFirst());
        long to = MethodArguments.number(call, bounds.get(bounds.size() == 1 ? 0 : 1));
        long step = bounds.size() == 3 ? MethodArguments.number(call, bounds.get(2)) : 1;
        if (step == 0) {
            throw Operators.type("`range` takes a step that is not 0");
        }
        if (Math.abs(to - from) / Math.abs(step) > LONGEST_RANGE) {
            throw Operators.type("`range` makes at most " + LONGEST_RANGE + " numbers");
        }
        var numbers = new ArrayList<Value>();
        for (long i = from; step > 0 ? i < to : i > to; i += step) {
            numbers.add(Value.of(i));
        }
        return new ListValue(numbers);
    }

    private static Value dict(Call call) {
        var entries = new LinkedHashMap<Value, Value>();
        if (!call.positional().isEmpty()) {
            Value first = call.positional().getFirst();
            if (first instanceof MapValue map) {
                entries.putAll(map.entries());
            } else {
                DictMethods.putPairs(entries, first);
            }
        }
        call.named().forEach((key, value) -> entries.put(Value.of(key), value));
        return new MapValue(entries);
    }

    private static Value namespace(Call call) {
        var attributes = new NamespaceValue();
        ((MapValue) dict(call)).strings().forEach(attributes::set);
        return attributes;
    }

    private static Value joiner(Call call) {
        Value separator = call.positional().isEmpty()
                ? call.named().getOrDefault("sep", Value.of(", "))
                : call.positional().getFirst();
        return new JoinerValue(separator);
    }

    private static Value undef(Call call) {
        Value hint = call.positional().isEmpty()
                ? call.named().get("hint")
                : call.positional().getFirst();
        return new UndefinedValue(
                hint == null || hint == NullValue.NULL ? "a mandatory value is not set" : PythonText.str(hint));
    }

    private static Value query(Call call) {
        return new ListValue(found(call));
    }

    /** One value as it is; several texts as one text with commas, unless {@code wantlist} asks for a list; else a list. */
    private static Value lookup(Call call) {
        List<Value> found = found(call);
        Value wantList = call.named().get("wantlist");
        if (wantList != null && Evaluator.truth(wantList)) {
            return new ListValue(found);
        }
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (!found.stream().allMatch(TextValue.class::isInstance)) {
            return new ListValue(found);
        }
        var parts = found.stream().map(PythonText::str).toList();
        return Secrecy.carry(Value.of(String.join(",", parts)), found);
    }

    private static List<Value> found(Call call) {
        if (call.positional().isEmpty() || !(call.positional().getFirst() instanceof TextValue plugin)) {
            throw Operators.type("`" + call.name() + "` takes the name of a lookup first");
        }
        TrustedText.requireLookup(plugin);
        EvaluationContext.Callables callables = call.context().callables();
        EvaluationContext.Lookup lookup = callables
                .lookup(plugin.text())
                .or(() -> callables.lookup(Invocations.shortName(plugin.text())))
                .orElseThrow(() -> Invocations.unknown("lookup", plugin.text(), callables.lookupNames()));
        var named = new LinkedHashMap<>(call.named());
        named.remove("wantlist");
        Value errors = named.remove("errors");
        var terms = call.positional().subList(1, call.positional().size());
        try {
            return lookup.find(new Call(plugin.text(), terms, named, call.context()));
        } catch (DeployException e) {
            if (errors instanceof TextValue mode && !mode.text().equals("strict")) {
                return List.of();
            }
            throw e;
        }
    }
}
