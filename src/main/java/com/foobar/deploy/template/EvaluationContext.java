package com.foobar.deploy.template;

import com.foobar.deploy.value.Value;
import com.foobar.deploy.value.VaultReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What filters, tests and lookups may ask of the evaluation they are part of.
 *
 * @param scope the variables
 * @param templates to evaluate values that hold templates
 * @param environment of the controller's process
 * @param callables filters and tests by name, for {@code map('upper')} and {@code select('defined')}
 */
public record EvaluationContext(
        Scope scope, Templates templates, VaultReader vault, Map<String, String> environment, Callables callables) {
    /** The filters, tests and lookups there are. */
    public interface Callables {
        Optional<Filter> filter(String name);

        Optional<Test> test(String name);

        Optional<Lookup> lookup(String name);

        /** Names of all filters, for suggestions. */
        List<String> filterNames();

        List<String> testNames();

        List<String> lookupNames();
    }

    /** Makes a value of others. Secrets among what went in make the result secret: the evaluator sees to that. */
    @FunctionalInterface
    public interface Filter {
        Value apply(Call call);
    }

    /** True or false of a value. */
    @FunctionalInterface
    public interface Test {
        boolean holds(Call call);
    }

    /** Finds values outside; {@code positional} are the terms. Always gives a list: {@code lookup} joins or unwraps it. */
    @FunctionalInterface
    public interface Lookup {
        List<Value> find(Call call);
    }
}
