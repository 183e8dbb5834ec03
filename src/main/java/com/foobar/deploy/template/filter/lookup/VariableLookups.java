package com.foobar.deploy.template.filter.lookup;

import com.foobar.deploy.template.Call;
import com.foobar.deploy.template.EvaluationContext.Lookup;
import com.foobar.deploy.template.Scope;
import com.foobar.deploy.template.filter.argument.Arguments;
import com.foobar.deploy.template.filter.argument.CallableTable;
import com.foobar.deploy.template.filter.argument.Problem;
import com.foobar.deploy.template.filter.regex.PythonRegex;
import com.foobar.deploy.template.text.PythonText;
import com.foobar.deploy.template.text.PythonValues;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.UndefinedValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lookups of variables, of the environment and of the inventory's names. */
public final class VariableLookups {
    private VariableLookups() {}

    public static void register(CallableTable<Lookup> table) {
        table.add("env", VariableLookups::environment);
        table.add("vars", VariableLookups::variables);
        table.add("varnames", VariableLookups::names);
        table.add("inventory_hostnames", VariableLookups::hostNames);
    }

    private static List<Value> environment(Call call) {
        Value fallback = Arguments.ofNamed(call, "default").raw("default", Value.of(""));
        Map<String, String> environment = call.context().environment();
        return Terms.texts(call).stream()
                .map(name -> environment.containsKey(name) ? Value.of(environment.getOrDefault(name, "")) : fallback)
                .toList();
    }

    private static List<Value> variables(Call call) {
        var options = Arguments.ofNamed(call, "default");
        Scope scope = call.context().scope();
        var values = new ArrayList<Value>();
        for (String name : Terms.texts(call)) {
            Value raw = scope.lookup(name);
            if (raw instanceof UndefinedValue undefined) {
                if (!options.has("default")) {
                    throw PythonValues.undefined(undefined);
                }
                values.add(options.raw("default", NullValue.NULL));
            } else {
                values.add(call.context().templates().render(raw, scope));
            }
        }
        return values;
    }

    private static List<Value> names(Call call) {
        Arguments.ofNamed(call);
        List<String> known = call.context().scope().names().stream().sorted().toList();
        var found = new ArrayList<Value>();
        for (String pattern : Terms.texts(call)) {
            var regex = PythonRegex.compile(pattern, false, false);
            known.stream().filter(name -> regex.matcher(name).find()).forEach(name -> found.add(Value.of(name)));
        }
        return found;
    }

    private static List<Value> hostNames(Call call) {
        Arguments.ofNamed(call);
        Value groups = call.context()
                .templates()
                .render(call.context().scope().lookup("groups"), call.context().scope());
        if (!(groups instanceof MapValue map)) {
            throw Problem.failed("the lookup `inventory_hostnames` needs the variable `groups`");
        }
        Set<String> hosts = new LinkedHashSet<>();
        for (String pattern : Terms.texts(call)) {
            for (String part : pattern.split("[,:]")) {
                apply(part, map, hosts);
            }
        }
        return hosts.stream().map(Value::of).toList();
    }

    /** One part of a pattern: a name, {@code !name} for without, {@code &name} for those in both. */
    private static void apply(String part, MapValue groups, Set<String> hosts) {
        char mark = part.isEmpty() ? ' ' : part.charAt(0);
        Set<String> named = members(mark == '!' || mark == '&' ? part.substring(1) : part, groups);
        switch (mark) {
            case '!' -> hosts.removeAll(named);
            case '&' -> hosts.retainAll(named);
            default -> hosts.addAll(named);
        }
    }

    private static Set<String> members(String name, MapValue groups) {
        Value members = groups.get(name.equals("*") ? "all" : name);
        var hosts = new LinkedHashSet<String>();
        if (members != null) {
            PythonValues.iterate(members).forEach(host -> hosts.add(PythonText.str(host)));
        } else if (groups.find("all")
                .map(all -> PythonValues.contains(all, Value.of(name)))
                .orElse(false)) {
            hosts.add(name);
        }
        return hosts;
    }
}
