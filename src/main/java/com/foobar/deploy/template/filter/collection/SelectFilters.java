package com.foobar.deploy.template.filter.collection;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.EvaluationContext.Test;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Filters that apply another filter or a test to every item. */
public final class SelectFilters {
    private SelectFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("map", SelectFilters::map);
        table.add("select", call -> filtered(call, byTest(call, 1, item -> item)));
        table.add("reject", call -> filtered(call, byTest(call, 1, item -> item).negate()));
        table.add("selectattr", call -> filtered(call, byTest(call, 2, member(call))));
        table.add(
                "rejectattr",
                call -> filtered(call, byTest(call, 2, member(call)).negate()));
    }

    private static Value map(Call call) {
        List<Value> items = PythonValues.iterate(call.definedSubject());
        boolean byAttribute = call.positional().size() == 1 && call.named().containsKey("attribute");
        UnaryOperator<Value> change = byAttribute ? attribute(call) : byFilter(call);
        // Copied at once: an error must come from here, not from where the list is used.
        return new ListValue(List.copyOf(items.stream().map(change).toList()));
    }

    private static UnaryOperator<Value> attribute(Call call) {
        var arguments = Arguments.of(call, "attribute", "default");
        var path = AttributePath.of(arguments.require("attribute"));
        return item -> {
            Value found = path.in(item);
            return found instanceof UndefinedValue ? arguments.raw("default", found) : found;
        };
    }

    private static UnaryOperator<Value> byFilter(Call call) {
        if (call.positional().size() < 2) {
            throw Problem.type("`map` expects the name of a filter, or an attribute");
        }
        String name = PythonText.str(call.positional().get(1));
        Filter filter = call.context().callables().filter(name).orElseThrow(() -> unknown("filter", name, call));
        List<Value> rest = call.positional().subList(2, call.positional().size());
        return item -> filter.apply(inner(call, name, item, rest, call.named()));
    }

    private static Call inner(Call call, String name, Value item, List<Value> rest, Map<String, Value> named) {
        var positional = new ArrayList<Value>();
        positional.add(item);
        positional.addAll(rest);
        return new Call(name, positional, named, call.context());
    }

    private static RuntimeException unknown(String kind, String name, Call call) {
        EvaluationContext.Callables known = call.context().callables();
        return Diagnostic.of(ErrorCode.UNKNOWN_FILTER, "there is no " + kind + " `" + name + "`")
                .suggest(name, kind.equals("filter") ? known.filterNames() : known.testNames())
                .toException();
    }

    private static Value filtered(Call call, Predicate<Value> wanted) {
        return new ListValue(PythonValues.iterate(call.definedSubject()).stream()
                .filter(wanted)
                .toList());
    }

    private static UnaryOperator<Value> member(Call call) {
        if (call.positional().size() < 2) {
            throw Problem.type("`" + call.name() + "` expects the name of an attribute");
        }
        return AttributePath.of(call.positional().get(1))::in;
    }

    /** A test by name at a position; where no name is given, what is true is wanted. */
    private static Predicate<Value> byTest(Call call, int position, UnaryOperator<Value> member) {
        if (call.positional().size() <= position) {
            return item -> PythonValues.truth(member.apply(item));
        }
        String name = PythonText.str(call.positional().get(position));
        Test test = call.context().callables().test(name).orElseThrow(() -> unknown("test", name, call));
        List<Value> rest =
                call.positional().subList(position + 1, call.positional().size());
        return item -> test.holds(inner(call, name, member.apply(item), rest, call.named()));
    }
}
