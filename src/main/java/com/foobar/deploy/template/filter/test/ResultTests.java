package com.foobar.deploy.template.filter.test;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Test;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.Optional;

/** Tests of what {@code register} keeps of a task. */
public final class ResultTests {
    private ResultTests() {}

    public static void register(CallableTable<Test> table) {
        table.add("failed", call -> flag(call, "failed"), "failure");
        table.add("succeeded", call -> !flag(call, "failed"), "success", "successful");
        table.add("changed", ResultTests::changed, "change");
        table.add("skipped", call -> flag(call, "skipped"), "skip");
        table.add("unreachable", call -> flag(call, "unreachable"));
        table.add("reachable", call -> !flag(call, "unreachable"));
        table.add("started", call -> flag(call, "started"));
        // A result that says nothing of it comes from a task that was waited for.
        table.add(
                "finished",
                call -> find(call, "finished").map(PythonValues::truth).orElse(true));
    }

    private static MapValue result(Call call) {
        if (Arguments.of(call).subject() instanceof MapValue result) {
            return result;
        }
        throw Problem.type("`" + call.name() + "` expects a task's result, not a value of type "
                + PythonValues.typeName(call.subject()));
    }

    private static Optional<Value> find(Call call, String key) {
        return result(call).find(key);
    }

    private static boolean flag(Call call, String key) {
        return find(call, key).map(PythonValues::truth).orElse(false);
    }

    /** Where the result does not say itself, those of its loop's items do. */
    private static boolean changed(Call call) {
        MapValue result = result(call);
        Optional<Value> own = result.find("changed");
        return own.isPresent()
                ? PythonValues.truth(own.get())
                : result.find("results").map(ResultTests::anyChanged).orElse(false);
    }

    private static boolean anyChanged(Value results) {
        return results instanceof ListValue list
                && list.items().stream()
                        .anyMatch(item -> item instanceof MapValue map
                                && map.find("changed").map(PythonValues::truth).orElse(false));
    }
}
