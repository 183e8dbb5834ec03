package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.filter.text.DateTimeValue;
import com.foobar.deploy.template.syntax.Expression.Operator;
import com.foobar.deploy.template.syntax.Expression.Relation;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.template.text.TupleItems;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Python's operators. A number that is a secret is a text ({@link Value#asSecret}), and counts as a number here. */
final class Operators {
    private static final int MOST_CHARACTERS = 100_000_000;
    private static final int MOST_BITS = 1_000_000;

    private Operators() {}

    static Value arithmetic(Operator operator, Value left, Value right) {
        refuseUndefined(left);
        refuseUndefined(right);
        Value result = compute(operator, left, right);
        if (result instanceof ListValue) {
            return result;
        }
        List<Value> both = List.of(left, right);
        return TrustedText.carry(Secrecy.carry(result, both), both);
    }

    private static Value compute(Operator operator, Value left, Value right) {
        if (operator == Operator.MODULO && left instanceof TextValue format) {
            return Value.of(PercentFormat.format(format.text(), formatted(right)));
        }
        if (operator == Operator.ADD && left instanceof TextValue a && right instanceof TextValue b) {
            return Value.of(a.text() + b.text());
        }
        if (operator == Operator.ADD && left instanceof ListValue a && right instanceof ListValue b && sameKind(a, b)) {
            return joined(a, b);
        }
        if (operator == Operator.SUBTRACT && left instanceof DateTimeValue to && right instanceof DateTimeValue from) {
            return Clock.DurationValue.between(from, to);
        }
        if (operator == Operator.MULTIPLY && isSequence(left) && integer(right) != null) {
            return repeated(left, right);
        }
        if (operator == Operator.MULTIPLY && isSequence(right) && integer(left) != null) {
            return repeated(right, left);
        }
        return number(operator, left, right);
    }

    /** Only a tuple gives several values to a format; a list is one value. */
    private static Value formatted(Value value) {
        boolean list = value instanceof ListValue values && !(values.items() instanceof TupleItems);
        return list ? TupleItems.of(value) : value;
    }

    private static boolean isSequence(Value value) {
        return value instanceof TextValue || value instanceof ListValue;
    }

    private static boolean sameKind(ListValue a, ListValue b) {
        return a.items() instanceof TupleItems == b.items() instanceof TupleItems;
    }

    private static Value joined(ListValue a, ListValue b) {
        var items = new ArrayList<Value>(a.items().size() + b.items().size());
        items.addAll(a.items());
        items.addAll(b.items());
        return a.items() instanceof TupleItems ? TupleItems.of(items) : new ListValue(items);
    }

    private static Value repeated(Value sequence, Value count) {
        BigInteger times = integer(count);
        int length = Math.max(1, PythonValues.length(sequence));
        if (times == null || times.signum() <= 0) {
            return sequence instanceof TextValue ? Value.of("") : ListValue.EMPTY;
        }
        if (times.multiply(BigInteger.valueOf(length)).compareTo(BigInteger.valueOf(MOST_CHARACTERS)) > 0) {
            throw type("a sequence of " + length + " cannot be repeated " + times + " times: it is too long");
        }
        if (sequence instanceof TextValue text) {
            return Value.of(text.text().repeat(times.intValue()));
        }
        var items = new ArrayList<Value>();
        List<Value> once = PythonValues.iterate(sequence);
        for (int i = 0; i < times.intValue(); i++) {
            items.addAll(once);
        }
        return ((ListValue) sequence).items() instanceof TupleItems ? TupleItems.of(items) : new ListValue(items);
    }

    private static Value number(Operator operator, Value left, Value right) {
        Value a = Secrecy.revealedNumber(left);
        Value b = Secrecy.revealedNumber(right);
        BigInteger first = integer(a);
        BigInteger second = integer(b);
        if (first != null && second != null) {
            return whole(operator, first, second);
        }
        if (isNumber(a) && isNumber(b)) {
            return floating(operator, toDouble(a), toDouble(b));
        }
        throw unfit(operator, left, right);
    }

    private static DeployException unfit(Operator operator, Value left, Value right) {
        var error = Diagnostic.of(
                ErrorCode.EXPRESSION_TYPE,
                "`" + operator.sign() + "` does not take a value of type " + PythonValues.typeName(left)
                        + " and one of type " + PythonValues.typeName(right));
        boolean text = left instanceof TextValue || right instanceof TextValue;
        if (text && operator == Operator.ADD) {
            return error.advise("join strings with `~`, or turn the string into a number with `| int`")
                    .toException();
        }
        return (text ? error.advise("turn the string into a number with `| int`") : error).toException();
    }

    private static Value whole(Operator operator, BigInteger a, BigInteger b) {
        return switch (operator) {
            case ADD -> new IntValue(a.add(b));
            case SUBTRACT -> new IntValue(a.subtract(b));
            case MULTIPLY -> new IntValue(a.multiply(b));
            case DIVIDE -> Value.of(quotient(a, b));
            case FLOOR_DIVIDE -> new IntValue(floorDivide(a, refuseZero(b)));
            case MODULO -> new IntValue(a.subtract(b.multiply(floorDivide(a, refuseZero(b)))));
            case POWER -> power(a, b);
        };
    }

    private static double quotient(BigInteger a, BigInteger b) {
        refuseZero(b);
        if (a.bitLength() < 54 && b.bitLength() < 54) {
            return a.doubleValue() / b.doubleValue();
        }
        return new BigDecimal(a)
                .divide(new BigDecimal(b), java.math.MathContext.DECIMAL128)
                .doubleValue();
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger b) {
        BigInteger[] parts = a.divideAndRemainder(b);
        boolean down = parts[1].signum() != 0 && parts[1].signum() != b.signum();
        return down ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static Value power(BigInteger a, BigInteger b) {
        if (b.signum() < 0) {
            refuseZero(a);
            return Value.of(Math.pow(a.doubleValue(), b.doubleValue()));
        }
        boolean small = a.abs().compareTo(BigInteger.ONE) <= 0;
        if (b.bitLength() > 31 || (!small && (long) a.bitLength() * b.intValue() > MOST_BITS)) {
            throw type("`**` gives a number that is too large");
        }
        return new IntValue(a.pow(b.intValue()));
    }

    private static Value floating(Operator operator, double a, double b) {
        return Value.of(
                switch (operator) {
                    case ADD -> a + b;
                    case SUBTRACT -> a - b;
                    case MULTIPLY -> a * b;
                    case DIVIDE -> a / refuseZero(b);
                    case FLOOR_DIVIDE -> Math.floor(a / refuseZero(b));
                    case MODULO -> floorModulo(a, refuseZero(b));
                    case POWER -> Math.pow(a, b);
                });
    }

    private static double floorModulo(double a, double b) {
        double rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }

    private static BigInteger refuseZero(BigInteger divisor) {
        if (divisor.signum() == 0) {
            throw type("division by zero");
        }
        return divisor;
    }

    private static double refuseZero(double divisor) {
        if (divisor == 0) {
            throw type("division by zero");
        }
        return divisor;
    }

    static Value sign(boolean minus, Value operand) {
        refuseUndefined(operand);
        Value value = Secrecy.revealedNumber(operand);
        BigInteger whole = integer(value);
        Value result;
        if (whole != null) {
            result = new IntValue(minus ? whole.negate() : whole);
        } else if (value instanceof FloatValue number) {
            result = Value.of(minus ? -number.number() : number.number());
        } else {
            throw type("`" + (minus ? "-" : "+") + "` does not take a value of type " + PythonValues.typeName(operand));
        }
        return Secrecy.carry(result, List.of(operand));
    }

    static boolean holds(Relation relation, Value left, Value right) {
        return switch (relation) {
            case EQUAL -> equal(left, right);
            case NOT_EQUAL -> !equal(left, right);
            case LESS -> compare("<", left, right) < 0;
            case LESS_OR_EQUAL -> compare("<=", left, right) <= 0;
            case GREATER -> compare(">", left, right) > 0;
            case GREATER_OR_EQUAL -> compare(">=", left, right) >= 0;
            case IN -> contains(right, left);
            case NOT_IN -> !contains(right, left);
        };
    }

    private static boolean contains(Value container, Value item) {
        refuseUndefined(item);
        return container.equals(Evaluator.SILENT) ? false : PythonValues.contains(container, item);
    }

    private static boolean equal(Value left, Value right) {
        refuseUndefined(left);
        refuseUndefined(right);
        if (isNumber(left) != isNumber(right)) {
            return PythonValues.equal(Secrecy.revealedNumber(left), Secrecy.revealedNumber(right));
        }
        return PythonValues.equal(left, right);
    }

    private static int compare(String sign, Value left, Value right) {
        refuseUndefined(left);
        refuseUndefined(right);
        if (left instanceof DateTimeValue first && right instanceof DateTimeValue second) {
            return first.time().compareTo(second.time());
        }
        boolean mixed = isNumber(left) != isNumber(right);
        Value a = mixed ? Secrecy.revealedNumber(left) : left;
        Value b = mixed ? Secrecy.revealedNumber(right) : right;
        try {
            return PythonValues.compare(a, b);
        } catch (DeployException e) {
            if (mixed && (a instanceof TextValue || b instanceof TextValue)) {
                throw Diagnostic.of(
                                ErrorCode.EXPRESSION_TYPE,
                                "`" + sign + "` cannot compare a value of type " + PythonValues.typeName(left)
                                        + " with one of type " + PythonValues.typeName(right))
                        .advise("turn the string into a number with `| int`")
                        .toException(e);
            }
            throw e;
        }
    }

    private static boolean isNumber(Value value) {
        return value instanceof IntValue || value instanceof FloatValue || value instanceof BoolValue;
    }

    private static @Nullable BigInteger integer(Value value) {
        return switch (value) {
            case IntValue number -> number.number();
            case BoolValue bool -> bool.flag() ? BigInteger.ONE : BigInteger.ZERO;
            default -> null;
        };
    }

    private static double toDouble(Value value) {
        BigInteger whole = integer(value);
        return whole == null ? ((FloatValue) value).number() : whole.doubleValue();
    }

    static void refuseUndefined(Value value) {
        if (value instanceof UndefinedValue undefined) {
            throw undefined.toException();
        }
    }

    static DeployException type(String message) {
        return Diagnostic.of(ErrorCode.EXPRESSION_TYPE, message).toException();
    }
}
