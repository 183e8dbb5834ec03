package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.syntax.Expression;
import com.foobar.deploy.template.syntax.Expression.Arguments;
import com.foobar.deploy.template.syntax.Expression.Attribute;
import com.foobar.deploy.template.syntax.Expression.FilterUse;
import com.foobar.deploy.template.syntax.Expression.Invocation;
import com.foobar.deploy.template.syntax.Expression.NamedArgument;
import com.foobar.deploy.template.syntax.Expression.TestUse;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls functions, methods, filters and tests. */
final class Invocations {
    /** Collections whose filters and tests are known by their last name. */
    private static final Set<String> COLLECTIONS = Set.of(
            "ansible.builtin",
            "ansible.utils",
            "ansible.netcommon",
            "ansible.posix",
            "community.general",
            "community.crypto");

    private Invocations() {}

    static Value invoke(Invocation invocation, TemplateScope frame) {
        if (invocation.target() instanceof Attribute attribute) {
            Value owner = Evaluator.evaluate(attribute.target(), frame);
            Operators.refuseUndefined(owner);
            if (!(owner instanceof FunctionValue) && Methods.has(owner, attribute.name())) {
                Call call = call(attribute.name(), List.of(owner), invocation.arguments(), frame);
                return Methods.call(owner, attribute.name(), call);
            }
            Value target = Subscripts.attribute(owner, attribute, frame);
            if (target instanceof UndefinedValue && !(owner instanceof MapValue)) {
                throw noMethod(owner, attribute.name());
            }
            return callValue(target, attribute.name(), invocation, frame);
        }
        Value target = Evaluator.evaluate(invocation.target(), frame);
        return callValue(target, Subscripts.path(invocation.target()), invocation, frame);
    }

    private static Value callValue(Value target, String name, Invocation invocation, TemplateScope frame) {
        Operators.refuseUndefined(target);
        if (target instanceof FunctionValue function) {
            Value result = function.call(call(name, List.of(), invocation.arguments(), frame));
            return frame.evaluation().live(result);
        }
        throw Operators.type((name.isEmpty() ? "this value" : "`" + name + "`") + " cannot be called: it is of type "
                + PythonValues.typeName(target));
    }

    private static DeployException noMethod(Value owner, String name) {
        return Diagnostic.of(
                        ErrorCode.UNDEFINED_VARIABLE,
                        "a value of type " + PythonValues.typeName(owner) + " has no method `" + name + "`")
                .suggest(name, Methods.names(owner))
                .toException();
    }

    static Value filter(FilterUse use, TemplateScope frame) {
        Value subject = Evaluator.evaluate(use.subject(), frame);
        EvaluationContext.Callables callables = frame.evaluation().context().callables();
        EvaluationContext.Filter filter = callables
                .filter(use.name())
                .or(() -> callables.filter(shortName(use.name())))
                .orElseThrow(() -> unknown("filter", use.name(), callables.filterNames()));
        Call call = call(use.name(), List.of(subject), use.arguments(), frame);
        return frame.evaluation().live(filter.apply(call));
    }

    static boolean test(TestUse use, TemplateScope frame) {
        Value subject = Evaluator.evaluate(use.subject(), frame);
        EvaluationContext.Callables callables = frame.evaluation().context().callables();
        EvaluationContext.Test test = callables
                .test(use.name())
                .or(() -> callables.test(shortName(use.name())))
                .orElseThrow(() -> unknown("test", use.name(), callables.testNames()));
        return test.holds(call(use.name(), List.of(subject), use.arguments(), frame));
    }

    static DeployException unknown(String kind, String name, List<String> known) {
        return Diagnostic.of(ErrorCode.UNKNOWN_FILTER, "there is no " + kind + " `" + name + "`")
                .suggest(shortName(name), known)
                .toException();
    }

    static String shortName(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 && COLLECTIONS.contains(name.substring(0, dot)) ? name.substring(dot + 1) : name;
    }

    static Call call(String name, List<Value> first, Arguments arguments, TemplateScope frame) {
        var positional = new ArrayList<>(first);
        for (Expression argument : arguments.positional()) {
            positional.add(Evaluator.evaluate(argument, frame));
        }
        if (arguments.spread().isPresent()) {
            positional.addAll(
                    Evaluator.iterate(Evaluator.evaluate(arguments.spread().get(), frame)));
        }
        return new Call(
                name, positional, named(arguments, frame), frame.evaluation().context());
    }

    private static Map<String, Value> named(Arguments arguments, TemplateScope frame) {
        Optional<Expression> spread = arguments.spreadNamed();
        if (arguments.named().isEmpty() && spread.isEmpty()) {
            return Map.of();
        }
        var named = new LinkedHashMap<String, Value>();
        for (NamedArgument argument : arguments.named()) {
            named.put(argument.name(), Evaluator.evaluate(argument.value(), frame));
        }
        if (spread.isPresent()) {
            addSpread(named, Evaluator.evaluate(spread.get(), frame));
        }
        return named;
    }

    private static void addSpread(Map<String, Value> named, Value spread) {
        Operators.refuseUndefined(spread);
        if (!(spread instanceof MapValue map)) {
            if (spread == NullValue.NULL) {
                return;
            }
            throw Operators.type("`**` takes a mapping, not a value of type " + PythonValues.typeName(spread));
        }
        map.entries().forEach((key, value) -> {
            if (!(key instanceof TextValue text)) {
                throw Operators.type("`**` takes a mapping whose keys are strings");
            }
            named.put(text.text(), value);
        });
    }
}
