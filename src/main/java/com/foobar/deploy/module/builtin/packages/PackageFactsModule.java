package com.foobar.deploy.module.builtin.packages;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.packages.PackageListQuestion;
import com.foobar.deploy.state.question.packages.PackageState;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the installed packages facts: {@code ansible_facts.packages}. */
final class PackageFactsModule implements Module<PackageFactsModule.Args> {
    record Args(
            @Arg(value = "the package manager: auto or apt", fallback = "auto")
            List<String> manager,

            @Arg(value = "not used", fallback = "first") String strategy) {}

    @Override
    public String name() {
        return "package_facts";
    }

    @Override
    public String summary() {
        return "Makes the installed packages facts.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        return Set.of(new PackageListQuestion());
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        var packages = new LinkedHashMap<String, List<Value>>();
        for (PackageState.Variant variant : answers.to(new PackageListQuestion())) {
            if (variant.installed()) {
                packages.computeIfAbsent(variant.name(), _ -> new ArrayList<>()).add(fact(variant));
            }
        }
        var values = new LinkedHashMap<String, Value>();
        packages.forEach((name, variants) -> values.put(name, new ListValue(variants)));
        Map<String, Value> facts = Map.of("packages", Value.of(values));
        return new Decision.Control(
                List.of(new ControlEffect.HostFacts(facts)),
                false,
                ModuleResult.of(Map.of("ansible_facts", Value.of(facts))));
    }

    private static Value fact(PackageState.Variant variant) {
        return Value.of(Map.of(
                "name", Value.of(variant.name()),
                "version", Value.of(variant.version()),
                "arch", Value.of(variant.architecture()),
                "source", Value.of("apt")));
    }
}
