package com.foobar.deploy.template.text;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.OmitValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Truth, equality, order and iteration as Python 3 has them. An undefined value is an UNDEFINED_VARIABLE error
 * everywhere; what Python answers with a TypeError is an EXPRESSION_TYPE error.
 */
public final class PythonValues {
    private PythonValues() {}

    /** Python's class name: {@code str}, {@code int}, {@code NoneType} ... */
    public static String typeName(Value value) {
        return switch (value) {
            case NullValue _ -> "NoneType";
            case BoolValue _ -> "bool";
            case IntValue _ -> "int";
            case FloatValue _ -> "float";
            case TextValue _ -> "str";
            case ListValue _ -> "list";
            case MapValue _ -> "dict";
            case UndefinedValue _ -> "Undefined";
            case OmitValue _ -> "Omit";
            case ObjectValue object -> object.typeName();
        };
    }

    /** Python's {@code bool(value)}. */
    public static boolean truth(Value value) {
        return switch (value) {
            case NullValue _ -> false;
            case BoolValue bool -> bool.flag();
            case IntValue number -> number.number().signum() != 0;
            case FloatValue number -> number.number() != 0;
            case TextValue text -> !text.text().isEmpty();
            case ListValue list -> !list.items().isEmpty();
            case MapValue map -> !map.entries().isEmpty();
            case UndefinedValue undefined -> throw undefined(undefined);
            case OmitValue _, ObjectValue _ -> true;
        };
    }

    /** Python's {@code a == b}: 1, 1.0 and True are equal; a text and a number never are. */
    public static boolean equal(Value a, Value b) {
        return switch (a) {
            case UndefinedValue undefined -> throw undefined(undefined);
            case TextValue text when b instanceof TextValue -> text.equals(b);
            case FloatValue number when Double.isNaN(number.number()) -> false;
            default -> canonical(a).equals(canonical(b));
        };
    }

    /**
     * The value in a form whose Java equality and hash code are Python's equality, for sets and for keys of mappings:
     * booleans and whole floats become integers, deeply.
     */
    public static Value canonical(Value value) {
        return switch (value) {
            case BoolValue bool -> IntValue.of(bool.flag() ? 1 : 0);
            case FloatValue number -> canonicalFloat(number);
            case ListValue list -> canonicalList(list);
            case MapValue map -> canonicalMap(map);
            case UndefinedValue undefined -> throw undefined(undefined);
            case NullValue _, IntValue _, TextValue _, OmitValue _, ObjectValue _ -> value;
        };
    }

    private static Value canonicalFloat(FloatValue value) {
        double number = value.number();
        boolean whole = !Double.isInfinite(number) && number == Math.rint(number);
        return whole ? new IntValue(new BigDecimal(number).toBigInteger()) : value;
    }

    private static Value canonicalList(ListValue list) {
        var items = new ArrayList<Value>(list.items().size());
        list.items().forEach(item -> items.add(canonical(item)));
        return new ListValue(items);
    }

    private static Value canonicalMap(MapValue map) {
        var entries = new LinkedHashMap<Value, Value>();
        map.entries().forEach((key, item) -> entries.put(canonical(key), canonical(item)));
        return new MapValue(entries);
    }

    /**
     * The value at a key, where 1, 1.0 and True are the same key; null where there is none. EXPRESSION_TYPE for a key
     * that Python cannot hash.
     */
    public static @Nullable Value get(MapValue map, Value key) {
        Value found = map.entries().get(hashable(key));
        if (found != null || key instanceof TextValue || key instanceof NullValue) {
            return found;
        }
        for (Value form : forms(canonical(key))) {
            found = map.entries().get(form);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** Sets an entry as Python does: an equal key that is there already keeps its form and its position. */
    public static void put(Map<Value, Value> entries, Value key, Value value) {
        Value present = hashable(key);
        if (!entries.containsKey(key) && !(key instanceof TextValue)) {
            for (Value form : forms(canonical(key))) {
                present = entries.containsKey(form) ? form : present;
            }
        }
        entries.put(present, value);
    }

    private static Value hashable(Value key) {
        if (key instanceof ListValue || key instanceof MapValue) {
            throw type("unhashable type: '" + typeName(key) + "'");
        }
        return key;
    }

    private static List<Value> forms(Value canonical) {
        if (!(canonical instanceof IntValue whole)) {
            return List.of(canonical);
        }
        var forms = new ArrayList<Value>(
                List.of(whole, new FloatValue(whole.number().doubleValue())));
        if (whole.number().equals(BigInteger.ZERO) || whole.number().equals(BigInteger.ONE)) {
            forms.add(BoolValue.of(whole.number().signum() > 0));
        }
        return forms;
    }

    /**
     * Python's order: numbers and booleans by size, texts by code points, lists item by item.
     *
     * @return below 0, 0 or above 0; EXPRESSION_TYPE where Python refuses to compare
     */
    public static int compare(Value a, Value b) {
        if (a instanceof TextValue first && b instanceof TextValue second) {
            return compareTexts(first.text(), second.text());
        }
        if (a instanceof ListValue first && b instanceof ListValue second) {
            return compareLists(first.items(), second.items());
        }
        if (isNumber(a) && isNumber(b)) {
            return compareNumbers(canonical(a), canonical(b));
        }
        refuseUndefined(a);
        refuseUndefined(b);
        throw type("'<' not supported between instances of '" + typeName(a) + "' and '" + typeName(b) + "'");
    }

    private static boolean isNumber(Value value) {
        return value instanceof IntValue || value instanceof FloatValue || value instanceof BoolValue;
    }

    private static int compareNumbers(Value a, Value b) {
        if (a instanceof IntValue first && b instanceof IntValue second) {
            return first.number().compareTo(second.number());
        }
        double first = toDouble(a);
        double second = toDouble(b);
        if (Double.isFinite(first) && Double.isFinite(second)) {
            return decimal(a).compareTo(decimal(b));
        }
        return Double.compare(first, second);
    }

    private static double toDouble(Value number) {
        return number instanceof FloatValue value
                ? value.number()
                : ((IntValue) number).number().doubleValue();
    }

    private static BigDecimal decimal(Value number) {
        return number instanceof FloatValue value
                ? new BigDecimal(value.number())
                : new BigDecimal(((IntValue) number).number());
    }

    private static int compareTexts(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(a.codePointAt(i), b.codePointAt(i));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int compareLists(List<Value> a, List<Value> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            if (!equal(a.get(i), b.get(i))) {
                return compare(a.get(i), b.get(i));
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** Python's {@code len(value)}: texts by code points. */
    public static int length(Value value) {
        return switch (value) {
            case TextValue text -> text.text().codePointCount(0, text.text().length());
            case ListValue list -> list.items().size();
            case MapValue map -> map.entries().size();
            case UndefinedValue undefined -> throw undefined(undefined);
            case ObjectValue object
            when object instanceof Iterable<?> -> iterate(object).size();
            case NullValue _, BoolValue _, IntValue _, FloatValue _, OmitValue _, ObjectValue _ ->
                throw type("object of type '" + typeName(value) + "' has no len()");
        };
    }

    /** What {@code for} sees: a list's items, a mapping's keys, a text's characters. */
    public static List<Value> iterate(Value value) {
        return switch (value) {
            case TextValue text -> characters(text);
            case ListValue list -> list.items();
            case MapValue map -> List.copyOf(map.entries().keySet());
            case UndefinedValue undefined -> throw undefined(undefined);
            case ObjectValue object when object instanceof Iterable<?> items -> objects(items);
            case NullValue _, BoolValue _, IntValue _, FloatValue _, OmitValue _, ObjectValue _ ->
                throw type("'" + typeName(value) + "' object is not iterable");
        };
    }

    private static List<Value> objects(Iterable<?> items) {
        var values = new ArrayList<Value>();
        items.forEach(item -> values.add((Value) item));
        return values;
    }

    private static List<Value> characters(TextValue text) {
        var characters = new ArrayList<Value>();
        text.text().codePoints().forEach(point -> characters.add(text.withText(Character.toString(point))));
        return characters;
    }

    /** Python's {@code item in container}. */
    public static boolean contains(Value container, Value item) {
        return switch (container) {
            case TextValue text -> text.text().contains(textOperand(item));
            case MapValue map -> get(map, item) != null;
            default -> iterate(container).stream().anyMatch(each -> equal(each, item));
        };
    }

    private static String textOperand(Value item) {
        refuseUndefined(item);
        if (item instanceof TextValue text) {
            return text.text();
        }
        throw type("'in <string>' requires string as left operand, not " + typeName(item));
    }

    /** The error of using an undefined value. */
    public static DeployException undefined(UndefinedValue value) {
        return value.toException();
    }

    private static void refuseUndefined(Value value) {
        if (value instanceof UndefinedValue undefined) {
            throw undefined(undefined);
        }
    }

    private static DeployException type(String message) {
        return Diagnostic.of(ErrorCode.EXPRESSION_TYPE, message).toException();
    }
}
