package com.foobar.deploy.template.filter.hash;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Filter;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Filters that choose by chance; with a seed they choose as Ansible does. */
public final class RandomFilters {
    private RandomFilters() {}

    public static void register(CallableTable<Filter> table) {
        table.add("random", RandomFilters::random);
        table.add("shuffle", RandomFilters::shuffle);
    }

    private static Value random(Call call) {
        var arguments = Arguments.of(call, "start", "step", "seed");
        var random = PythonRandom.of(arguments.find("seed"));
        if (arguments.subject() instanceof IntValue end) {
            return new IntValue(between(random, end.number(), arguments));
        }
        if (arguments.number("start", 0) != 0 || arguments.number("step", 0) != 0) {
            throw Problem.type("`random` takes start and step with a number only");
        }
        List<Value> items = PythonValues.iterate(arguments.subject());
        if (items.isEmpty()) {
            throw Problem.failed("`random` has nothing to choose from");
        }
        return items.get(random.below(items.size()));
    }

    private static BigInteger between(PythonRandom random, BigInteger end, Arguments arguments) {
        var start = BigInteger.valueOf(arguments.number("start", 0));
        int step = arguments.number("step", 1) == 0 ? 1 : arguments.number("step", 1);
        var size = BigInteger.valueOf(Math.abs(step));
        BigInteger width = step > 0 ? end.subtract(start) : start.subtract(end);
        BigInteger count = width.add(size).subtract(BigInteger.ONE).divide(size);
        if (width.signum() <= 0) {
            throw Problem.failed("`random` has no number to choose between " + start + " and " + end);
        }
        return start.add(random.below(count).multiply(BigInteger.valueOf(step)));
    }

    private static Value shuffle(Call call) {
        var arguments = Arguments.of(call, "seed");
        var items = new ArrayList<>(arguments.items());
        PythonRandom.of(arguments.find("seed").filter(PythonValues::truth)).shuffle(items);
        return new ListValue(items);
    }
}
