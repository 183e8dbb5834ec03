package com.foobar.deploy.template.filter.jmespath;

import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.format.JsonReader;
import com.foobar.deploy.template.filter.format.JsonWriter;
import com.foobar.deploy.template.text.PythonValues;
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
import io.burt.jmespath.BaseRuntime;
import io.burt.jmespath.JmesPathType;
import io.burt.jmespath.RuntimeConfiguration;
import io.burt.jmespath.node.NodeFactory;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Our values as JMESPath's. It keeps no state, so that all queries share one. */
final class JmesPathValues extends BaseRuntime<Value> {
    private static final JsonWriter.Style JSON = new JsonWriter.Style(Optional.empty(), false, true, ",", ":");

    private final JmesPathNodes nodes = new JmesPathNodes(this);

    JmesPathValues() {
        super(RuntimeConfiguration.builder()
                .withFunctionRegistry(JmesPathFunctions.all())
                .build());
    }

    @Override
    public NodeFactory<Value> nodeFactory() {
        return nodes;
    }

    @Override
    public JmesPathType typeOf(Value value) {
        return switch (value) {
            case NullValue _ -> JmesPathType.NULL;
            case BoolValue _ -> JmesPathType.BOOLEAN;
            case IntValue _, FloatValue _ -> JmesPathType.NUMBER;
            case TextValue _ -> JmesPathType.STRING;
            case ListValue _ -> JmesPathType.ARRAY;
            case MapValue _ -> JmesPathType.OBJECT;
            case UndefinedValue undefined -> throw PythonValues.undefined(undefined);
            case OmitValue _, ObjectValue _ ->
                throw Problem.type("`json_query` does not know values of type " + PythonValues.typeName(value));
        };
    }

    /** Unlike Python's, a number is true even if it is 0. */
    @Override
    public boolean isTruthy(Value value) {
        return typeOf(value) == JmesPathType.NUMBER || PythonValues.truth(value);
    }

    @Override
    public int compare(Value first, Value second) {
        JmesPathType type = typeOf(first);
        boolean ordered = type == JmesPathType.NUMBER || type == JmesPathType.STRING;
        return ordered && type == typeOf(second) ? PythonValues.compare(first, second) : super.compare(first, second);
    }

    // --- what is in a value

    @Override
    public List<Value> toList(Value value) {
        return switch (value) {
            case ListValue list -> list.items();
            case MapValue map -> List.copyOf(map.entries().values());
            default -> List.of();
        };
    }

    @Override
    public String toString(Value value) {
        return value instanceof TextValue text ? text.text() : JsonWriter.write(value, JSON);
    }

    @Override
    public Number toNumber(Value value) {
        return switch (value) {
            case IntValue number -> number.number();
            case FloatValue number -> number.number();
            default -> throw Problem.type("a value of type " + PythonValues.typeName(value) + " is no number");
        };
    }

    @Override
    public Value getProperty(Value value, Value name) {
        return value instanceof MapValue map ? map.entries().getOrDefault(name, NullValue.NULL) : NullValue.NULL;
    }

    @Override
    public Collection<Value> getPropertyNames(Value value) {
        return value instanceof MapValue map ? map.entries().keySet() : List.of();
    }

    // --- new values

    @Override
    public Value parseString(String json) {
        return JsonReader.read(json);
    }

    @Override
    public Value createNull() {
        return NullValue.NULL;
    }

    @Override
    public Value createArray(Collection<Value> items) {
        return Value.of(List.copyOf(items));
    }

    @Override
    public Value createString(String text) {
        return Value.of(text);
    }

    @Override
    public Value createBoolean(boolean flag) {
        return Value.of(flag);
    }

    @Override
    public Value createObject(Map<Value, Value> entries) {
        return new MapValue(new LinkedHashMap<>(entries));
    }

    /** The library computes with floating-point numbers only: a sum of whole numbers comes here as well. */
    @Override
    public Value createNumber(double number) {
        return Double.isFinite(number) && number == Math.rint(number)
                ? new IntValue(new BigDecimal(number).toBigInteger())
                : Value.of(number);
    }

    @Override
    public Value createNumber(long number) {
        return Value.of(number);
    }
}
