package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.argument.PythonNumbers;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Filters that read and reckon numbers. */
public final class NumberFilters {
    private NumberFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("int", NumberFilters::toInt);
        table.add("float", NumberFilters::toFloat);
        table.add("abs", NumberFilters::abs);
        table.add("round", NumberFilters::round);
        table.add("log", NumberFilters::log);
        table.add("pow", NumberFilters::pow);
        table.add("root", NumberFilters::root);
    }

    private static Value toInt(Call call) {
        var arguments = Arguments.of(call, "default", "base");
        int base = arguments.number("base", 10);
        Optional<BigInteger> number = whole(arguments.subject(), base);
        return number.<Value>map(IntValue::new).orElseGet(() -> arguments.raw("default", Value.of(0)));
    }

    private static Optional<BigInteger> whole(Value value, int base) {
        return switch (value) {
            case IntValue number -> Optional.of(number.number());
            case BoolValue bool -> Optional.of(bool.flag() ? BigInteger.ONE : BigInteger.ZERO);
            case FloatValue number -> truncated(number.number());
            case TextValue text ->
                PythonNumbers.parseInt(text.text(), base)
                        .or(() -> PythonNumbers.parseFloat(text.text()).flatMap(NumberFilters::truncated));
            default -> Optional.empty();
        };
    }

    private static Optional<BigInteger> truncated(double number) {
        return Double.isFinite(number) ? Optional.of(new BigDecimal(number).toBigInteger()) : Optional.empty();
    }

    private static Value toFloat(Call call) {
        var arguments = Arguments.of(call, "default");
        Optional<Double> number = arguments.subject() instanceof TextValue text
                ? PythonNumbers.parseFloat(text.text())
                : PythonNumbers.real(arguments.subject());
        return number.<Value>map(FloatValue::new).orElseGet(() -> arguments.raw("default", Value.of(0.0)));
    }

    private static Value abs(Call call) {
        Value subject = Arguments.of(call).subject();
        return switch (subject) {
            case IntValue number -> new IntValue(number.number().abs());
            case FloatValue number -> new FloatValue(Math.abs(number.number()));
            case BoolValue bool -> Value.of(bool.flag() ? 1 : 0);
            default -> throw Problem.type("bad operand type for abs(): '" + PythonValues.typeName(subject) + "'");
        };
    }

    private static Value round(Call call) {
        var arguments = Arguments.of(call, "precision", "method");
        int precision = arguments.number("precision", 0);
        Value subject = arguments.subject();
        return switch (arguments.text("method", "common")) {
            case "common" -> rounded(subject, precision);
            case "ceil" -> scaled(real(call, subject), precision, Math::ceil);
            case "floor" -> scaled(real(call, subject), precision, Math::floor);
            case String method ->
                throw Problem.failed("`round` has the methods common, ceil and floor, not `" + method + "`");
        };
    }

    private static Value rounded(Value value, int precision) {
        return switch (value) {
            case IntValue number ->
                new IntValue(new BigDecimal(number.number())
                        .setScale(Math.min(precision, 0), RoundingMode.HALF_EVEN)
                        .toBigInteger());
            case BoolValue bool -> Value.of(bool.flag() ? 1 : 0);
            case FloatValue number when !Double.isFinite(number.number()) -> number;
            case FloatValue number ->
                Value.of(Double.parseDouble(new BigDecimal(number.number())
                        .setScale(precision, RoundingMode.HALF_EVEN)
                        .toString()));
            default -> throw Problem.type("`round` expects a number, not " + PythonText.repr(value));
        };
    }

    private static Value scaled(double number, int precision, DoubleUnaryOperator change) {
        double scale = Math.pow(10, precision);
        return Value.of(change.applyAsDouble(number * scale) / scale);
    }

    private static Value log(Call call) {
        var arguments = Arguments.of(call, "base");
        double number = real(call, arguments.subject());
        if (number <= 0) {
            throw Problem.failed("`log` expects a number above 0");
        }
        double base = arguments.find("base").map(value -> real(call, value)).orElse(Math.E);
        if (base == 10) {
            return Value.of(Math.log10(number));
        }
        return Value.of(base == Math.E ? Math.log(number) : Math.log(number) / Math.log(base));
    }

    private static Value pow(Call call) {
        var arguments = Arguments.of(call, "y");
        return Value.of(Math.pow(real(call, arguments.subject()), real(call, arguments.require("y"))));
    }

    private static Value root(Call call) {
        var arguments = Arguments.of(call, "base");
        double base = arguments.find("base").map(value -> real(call, value)).orElse(2.0);
        double number = real(call, arguments.subject());
        return Value.of(base == 2 ? Math.sqrt(number) : Math.pow(number, 1 / base));
    }

    private static double real(Call call, Value value) {
        return PythonNumbers.real(value)
                .orElseThrow(
                        () -> Problem.type("`" + call.name() + "` expects a number, not " + PythonText.repr(value)));
    }
}
