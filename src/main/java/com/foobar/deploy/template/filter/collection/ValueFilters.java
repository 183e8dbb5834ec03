package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.ObjectValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;

/** Filters for values of any type: defaults, choices, truth. */
public final class ValueFilters {
    private static final Set<String> YES = Set.of("yes", "on", "1", "true");

    private ValueFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("default", ValueFilters::defaulted, "d");
        table.add("mandatory", ValueFilters::mandatory);
        table.add("undefined_hint", ValueFilters::undefinedHint);
        table.add("bool", ValueFilters::bool);
        table.add("ternary", ValueFilters::ternary);
        table.add("type_debug", call -> Value.of(PythonValues.typeName(call.subject())));
        table.add("attr", ValueFilters::attr);
    }

    private static Value defaulted(Call call) {
        var arguments = Arguments.of(call, "default_value", "boolean");
        Value subject = call.subject();
        boolean replaced =
                subject instanceof UndefinedValue || (arguments.flag("boolean", false) && !PythonValues.truth(subject));
        return replaced ? arguments.raw("default_value", Value.of("")) : subject;
    }

    private static Value mandatory(Call call) {
        var arguments = Arguments.of(call, "msg");
        if (call.subject() instanceof UndefinedValue undefined) {
            String message = arguments.text("msg", undefined.hint() + ", and it is mandatory");
            throw Diagnostic.of(ErrorCode.UNDEFINED_VARIABLE, message).toException();
        }
        return call.subject();
    }

    /** Why a value is undefined, as {@code undef(hint=...)} says it; empty for what is defined. */
    private static Value undefinedHint(Call call) {
        Arguments.of(call);
        return Value.of(call.subject() instanceof UndefinedValue undefined ? undefined.hint() : "");
    }

    private static Value bool(Call call) {
        Value subject = Arguments.of(call).subject();
        return subject instanceof NullValue ? subject : Value.of(toBool(subject));
    }

    /** Ansible's truth of a word: yes, on, true and 1, in any case; everything else is false. */
    public static boolean toBool(Value value) {
        return switch (value) {
            case BoolValue bool -> bool.flag();
            case TextValue text -> YES.contains(text.text().toLowerCase(Locale.ROOT));
            case IntValue number -> number.number().equals(BigInteger.ONE);
            case FloatValue number -> number.number() == 1;
            default -> false;
        };
    }

    private static Value ternary(Call call) {
        var arguments = Arguments.of(call, "true_val", "false_val", "none_val");
        Value subject = arguments.subject();
        if (subject instanceof NullValue && !(arguments.raw("none_val", NullValue.NULL) instanceof NullValue)) {
            return arguments.require("none_val");
        }
        String chosen = PythonValues.truth(subject) ? "true_val" : "false_val";
        return arguments.has(chosen) ? arguments.raw(chosen, NullValue.NULL) : arguments.require(chosen);
    }

    /** Attributes only: the entry of a mapping and the item of a list are none. */
    private static Value attr(Call call) {
        var arguments = Arguments.of(call, "name");
        Value name = arguments.require("name");
        return arguments.subject() instanceof ObjectValue object
                ? AttributePath.step(object, name)
                : UndefinedValue.of(PythonText.str(name));
    }
}
