package com.foobar.deploy.template;

import com.foobar.deploy.template.filter.text.DateTimeValue;
import com.foobar.deploy.template.syntax.Expression;
import com.foobar.deploy.template.syntax.Expression.Attribute;
import com.foobar.deploy.template.syntax.Expression.Item;
import com.foobar.deploy.template.syntax.Expression.Literal;
import com.foobar.deploy.template.syntax.Expression.Name;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.template.text.TupleItems;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Attributes, items and slices. What is taken from an undefined value is undefined, so that a default can follow. */
final class Subscripts {
    private Subscripts() {}

    static Value attribute(Value target, Attribute attribute, TemplateScope frame) {
        if (target instanceof UndefinedValue) {
            return target;
        }
        String name = attribute.name();
        Value found = switch (target) {
            case MapValue map -> map.get(name);
            case ObjectValue object -> ofObject(object, name);
            default -> null;
        };
        if (found == null) {
            found = Methods.bound(target, name);
        }
        return found == null
                ? missing(target, attribute.target(), name, attribute.offset(), frame)
                : Evaluator.noted(name, found, frame);
    }

    private static @Nullable Value ofObject(ObjectValue target, String name) {
        return switch (target) {
            case FunctionValue object -> object.attribute(name);
            case DateTimeValue moment -> Clock.attribute(moment, name);
            case Clock.DurationValue duration -> duration.attribute(name);
            default -> null;
        };
    }

    static Value item(Value target, Item item, TemplateScope frame) {
        if (target instanceof UndefinedValue) {
            return target;
        }
        Value key = Evaluator.evaluate(item.key(), frame);
        Operators.refuseUndefined(key);
        Value found = take(target, key);
        if (found == null) {
            return missing(target, item.target(), keyText(key), item.offset(), frame);
        }
        return key instanceof TextValue name ? Evaluator.noted(name.text(), found, frame) : found;
    }

    private static String keyText(Value key) {
        return key.holdsSecret() ? "a secret" : PythonText.str(key);
    }

    private static @Nullable Value take(Value target, Value key) {
        return switch (target) {
            case MapValue map -> {
                Value found = PythonValues.get(map, key);
                yield found != null || !(key instanceof TextValue name) ? found : Methods.bound(map, name.text());
            }
            case ListValue list when index(key) != null -> at(list.items(), key);
            case TextValue text when index(key) != null -> at(PythonValues.iterate(text), key);
            case ObjectValue object when key instanceof TextValue name -> ofObject(object, name.text());
            default -> key instanceof TextValue name ? Methods.bound(target, name.text()) : null;
        };
    }

    private static @Nullable Value at(List<Value> items, Value key) {
        BigInteger index = index(key);
        if (index == null || index.bitLength() > 31) {
            return null;
        }
        int i = index.intValue() < 0 ? index.intValue() + items.size() : index.intValue();
        return i >= 0 && i < items.size() ? items.get(i) : null;
    }

    private static @Nullable BigInteger index(Value key) {
        return switch (key) {
            case IntValue number -> number.number();
            case BoolValue bool -> bool.flag() ? BigInteger.ONE : BigInteger.ZERO;
            default -> null;
        };
    }

    private static UndefinedValue missing(Value target, Expression path, String key, int offset, TemplateScope frame) {
        String described = path(path);
        String owner = described.isEmpty() ? "a value of type " + PythonValues.typeName(target) : "`" + described + "`";
        Iterable<String> known = target instanceof MapValue map ? keys(map) : List.of();
        String hint = switch (target) {
            case NullValue _ -> owner + " is null, and has no attribute `" + key + "`";
            case ListValue list -> owner + " is a list of " + list.items().size() + ", and has no item `" + key + "`";
            default -> owner + " has no attribute `" + key + "`";
        };
        return new UndefinedValue(hint, key, known, frame.source().at(offset));
    }

    private static Iterable<String> keys(MapValue map) {
        return () -> map.entries().keySet().stream()
                .filter(TextValue.class::isInstance)
                .map(key -> ((TextValue) key).text())
                .iterator();
    }

    /** How the user wrote a chain of names; empty where it is something else. */
    static String path(Expression expression) {
        return switch (expression) {
            case Name name -> name.name();
            case Attribute attribute -> dotted(path(attribute.target()), "." + attribute.name());
            case Item item
            when item.key() instanceof Literal literal ->
                dotted(path(item.target()), "[" + PythonText.repr(literal.value()) + "]");
            case Item item
            when !path(item.key()).isEmpty() -> dotted(path(item.target()), "[" + path(item.key()) + "]");
            default -> "";
        };
    }

    private static String dotted(String owner, String rest) {
        return owner.isEmpty() ? "" : owner + rest;
    }

    static Value slice(Value target, Optional<Value> from, Optional<Value> to, Optional<Value> step) {
        if (target instanceof UndefinedValue) {
            return target;
        }
        if (!(target instanceof TextValue || target instanceof ListValue)) {
            throw Operators.type("a value of type " + PythonValues.typeName(target) + " cannot be sliced");
        }
        List<Value> items = PythonValues.iterate(target);
        int by = bound(step, 1);
        if (by == 0) {
            throw Operators.type("a slice's step cannot be 0");
        }
        List<Value> taken = taken(items, from, to, by);
        if (target instanceof TextValue text) {
            var joined = new StringBuilder();
            taken.forEach(letter -> joined.append(((TextValue) letter).text()));
            return text.withText(joined.toString());
        }
        return ((ListValue) target).items() instanceof TupleItems ? TupleItems.of(taken) : new ListValue(taken);
    }

    private static List<Value> taken(List<Value> items, Optional<Value> from, Optional<Value> to, int by) {
        int size = items.size();
        int least = by > 0 ? 0 : -1;
        int most = by > 0 ? size : size - 1;
        int start = from.isPresent() && from.get() != NullValue.NULL
                ? clamp(bound(from, 0), size, least, most)
                : by > 0 ? 0 : size - 1;
        int end = to.isPresent() && to.get() != NullValue.NULL
                ? clamp(bound(to, 0), size, least, most)
                : by > 0 ? size : -1;
        var taken = new ArrayList<Value>();
        for (long i = start; by > 0 ? i < end : i > end; i += by) {
            taken.add(items.get((int) i));
        }
        return taken;
    }

    private static int clamp(int bound, int size, int least, int most) {
        long counted = bound < 0 ? (long) bound + size : bound;
        return (int) Math.clamp(counted, least, most);
    }

    private static int bound(Optional<Value> bound, int otherwise) {
        if (bound.isEmpty() || bound.get() == NullValue.NULL) {
            return otherwise;
        }
        Operators.refuseUndefined(bound.get());
        BigInteger number = index(bound.get());
        if (number == null) {
            throw Operators.type(
                    "a slice takes whole numbers, not a value of type " + PythonValues.typeName(bound.get()));
        }
        return number.bitLength() < 32 ? number.intValue() : number.signum() * Integer.MAX_VALUE;
    }
}
