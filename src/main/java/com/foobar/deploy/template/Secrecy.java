package com.foobar.deploy.template;

import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is made from a secret is a secret. Filters that hand on what they were given, without making texts of it, are
 * let be: the values carry their own marks, and one secret in a host's variables must not hide them all.
 */
final class Secrecy {
    private static final Set<String> HAND_ON = Set.of(
            "default",
            "d",
            "first",
            "last",
            "list",
            "sort",
            "unique",
            "reverse",
            "select",
            "reject",
            "selectattr",
            "rejectattr",
            "map",
            "items",
            "dict2items",
            "items2dict",
            "dictsort",
            "combine",
            "flatten",
            "union",
            "intersect",
            "difference",
            "symmetric_difference",
            "zip",
            "zip_longest",
            "product",
            "subelements",
            "extract",
            "batch",
            "slice",
            "random",
            "shuffle",
            "min",
            "max",
            "groupby",
            "ternary",
            "mandatory",
            "type_debug",
            "length",
            "count",
            "bool",
            "attr",
            "list_merge");

    private Secrecy() {}

    /** The result, as a secret if one of the values it was made from holds one. */
    static Value carry(Value result, Collection<Value> madeFrom) {
        if (result instanceof BoolValue) {
            return result;
        }
        for (Value value : madeFrom) {
            if (value.holdsSecret()) {
                return result.asSecret();
            }
        }
        return result;
    }

    /** As {@link #carry}, for methods of texts: where something is and how often it is there are no secrets. */
    static Value carryText(Value result, Call call) {
        return result instanceof IntValue ? result : carry(result, call);
    }

    static Value carry(Value result, Call call) {
        Value carried = carry(result, call.positional());
        return call.named().isEmpty() ? carried : carry(carried, call.named().values());
    }

    /** The number that a secret text stands for; every other value as it is. */
    static Value revealedNumber(Value value) {
        if (!(value instanceof TextValue text) || !text.secret() || text.text().isEmpty()) {
            return value;
        }
        String digits = text.text();
        if (digits.matches("-?[0-9]+")) {
            return new IntValue(new BigInteger(digits));
        }
        return digits.matches("-?[0-9]+\\.[0-9]+([eE][+-]?[0-9]+)?") ? Value.of(Double.parseDouble(digits)) : value;
    }

    /** Callables whose filters and lookups keep secrets secret and trust where it is, wherever they are called from. */
    static EvaluationContext.Callables guard(EvaluationContext.Callables callables) {
        return new Guarded(callables);
    }

    private record Guarded(EvaluationContext.Callables inner) implements EvaluationContext.Callables {
        @Override
        public Optional<EvaluationContext.Filter> filter(String name) {
            String last = name.substring(name.lastIndexOf('.') + 1);
            Optional<EvaluationContext.Filter> found = inner.filter(name);
            return HAND_ON.contains(last) ? found : found.map(Guarded::carrying);
        }

        private static EvaluationContext.Filter carrying(EvaluationContext.Filter filter) {
            return call -> TrustedText.carry(carry(filter.apply(call), call), call);
        }

        @Override
        public Optional<EvaluationContext.Test> test(String name) {
            return inner.test(name);
        }

        @Override
        public Optional<EvaluationContext.Lookup> lookup(String name) {
            return inner.lookup(name).map(lookup -> call -> {
                List<Value> found = lookup.find(call);
                return found.stream().map(value -> carry(value, call)).toList();
            });
        }

        @Override
        public List<String> filterNames() {
            return inner.filterNames();
        }

        @Override
        public List<String> testNames() {
            return inner.testNames();
        }

        @Override
        public List<String> lookupNames() {
            return inner.lookupNames();
        }
    }
}
