package com.foobar.deploy.template.filter.test;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Test;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.argument.PythonNumbers;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/** Jinja's own tests. */
public final class JinjaTests {
    private static final Set<String> CALLED = Set.of("macro", "function", "method");

    private JinjaTests() {}

    public static void register(CallableTable<Test> table) {
        table.add("defined", call -> !(call.subject() instanceof UndefinedValue));
        table.add("undefined", call -> call.subject() instanceof UndefinedValue);
        registerTypes(table);
        registerNumbers(table);
        registerComparisons(table);
        table.add(
                "filter", call -> call.context().callables().filter(name(call)).isPresent());
        table.add("test", call -> call.context().callables().test(name(call)).isPresent());
    }

    private static void registerTypes(CallableTable<Test> table) {
        type(table, "none", value -> value instanceof NullValue);
        type(table, "boolean", value -> value instanceof BoolValue);
        type(table, "true", value -> value.equals(BoolValue.TRUE));
        type(table, "false", value -> value.equals(BoolValue.FALSE));
        type(table, "integer", value -> value instanceof IntValue);
        type(table, "float", value -> value instanceof FloatValue);
        type(table, "number", value -> PythonNumbers.real(value).isPresent());
        type(table, "string", value -> value instanceof TextValue);
        type(table, "mapping", value -> value instanceof MapValue);
        type(table, "sequence", value -> isContainer(value) || value instanceof TextValue);
        table.add("iterable", call -> isIterable(call.definedSubject()));
        type(table, "callable", value -> value instanceof ObjectValue object && CALLED.contains(object.typeName()));
        type(table, "escaped", _ -> false);
        table.add("lower", call -> isCased(text(call), Character::isUpperCase, Character::isLowerCase));
        table.add("upper", call -> isCased(text(call), Character::isLowerCase, Character::isUpperCase));
    }

    private static void type(CallableTable<Test> table, String name, Predicate<Value> test) {
        table.add(name, call -> test.test(call.subject()));
    }

    private static boolean isContainer(Value value) {
        return value instanceof ListValue || value instanceof MapValue;
    }

    private static boolean isIterable(Value value) {
        return isContainer(value) || value instanceof TextValue || value instanceof Iterable;
    }

    private static String name(Call call) {
        return PythonText.str(call.definedSubject());
    }

    private static String text(Call call) {
        return Arguments.of(call).subjectText();
    }

    /** At least one letter of the case, and none of the other. */
    private static boolean isCased(String text, IntPredicate other, IntPredicate wanted) {
        return text.codePoints().noneMatch(other) && text.codePoints().anyMatch(wanted);
    }

    private static void registerNumbers(CallableTable<Test> table) {
        table.add("odd", call -> remainder(call, Value.of(2)).signum() != 0);
        table.add("even", call -> remainder(call, Value.of(2)).signum() == 0);
        table.add(
                "divisibleby",
                call -> remainder(call, Arguments.of(call, "num").require("num"))
                                .signum()
                        == 0);
    }

    private static BigInteger remainder(Call call, Value divisor) {
        Value number = PythonValues.canonical(call.definedSubject());
        if (number instanceof IntValue whole && PythonValues.canonical(divisor) instanceof IntValue by) {
            if (by.number().signum() == 0) {
                throw Problem.type("`" + call.name() + "` cannot divide by 0");
            }
            return whole.number().mod(by.number().abs());
        }
        throw Problem.type("`" + call.name() + "` expects whole numbers, not a value of type "
                + PythonValues.typeName(call.definedSubject()));
    }

    private static void registerComparisons(CallableTable<Test> table) {
        table.add("eq", call -> PythonValues.equal(left(call), right(call)), "==", "equalto");
        table.add("ne", call -> !PythonValues.equal(left(call), right(call)), "!=");
        table.add("lt", call -> PythonValues.compare(left(call), right(call)) < 0, "<", "lessthan");
        table.add("le", call -> PythonValues.compare(left(call), right(call)) <= 0, "<=");
        table.add("gt", call -> PythonValues.compare(left(call), right(call)) > 0, ">", "greaterthan");
        table.add("ge", call -> PythonValues.compare(left(call), right(call)) >= 0, ">=");
        table.add("in", call -> PythonValues.contains(right(call), left(call)));
        table.add("contains", call -> PythonValues.contains(left(call), right(call)));
        table.add("sameas", call -> same(left(call), right(call)));
    }

    private static Value left(Call call) {
        return call.definedSubject();
    }

    private static Value right(Call call) {
        return Arguments.of(call, "other").require("other");
    }

    /** Values have no identity here: the same type and content count as the same. */
    private static boolean same(Value a, Value b) {
        return a.getClass() == b.getClass() && a.equals(b);
    }
}
