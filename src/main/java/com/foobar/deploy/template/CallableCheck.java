package com.foobar.deploy.template;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.template.syntax.Expression;
import com.foobar.deploy.template.syntax.Expression.Arguments;
import com.foobar.deploy.template.syntax.Expression.FilterUse;
import com.foobar.deploy.template.syntax.Expression.Invocation;
import com.foobar.deploy.template.syntax.Expression.Literal;
import com.foobar.deploy.template.syntax.Expression.Name;
import com.foobar.deploy.template.syntax.Expression.TestUse;
import com.foobar.deploy.template.syntax.Source;
import com.foobar.deploy.template.syntax.Walk;
import com.foobar.deploy.value.TextValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds unknown filters, tests and lookups, before anything is evaluated. Names of foreign collections are
 * let be: a role for several systems must load, and only reaching them is an error.
 */
final class CallableCheck {
    private static final Set<String> LOOKUPS = Set.of("lookup", "query", "q");
    private static final Set<String> TAKING_TESTS = Set.of("select", "reject", "selectattr", "rejectattr");

    private final EvaluationContext.Callables callables;
    private final Source source;

    private CallableCheck(EvaluationContext.Callables callables, Source source) {
        this.callables = callables;
        this.source = source;
    }

    /** @throws DeployException UNKNOWN_FILTER, placed */
    static void check(Walk walk, EvaluationContext.Callables callables, Source source) {
        var check = new CallableCheck(callables, source);
        if (walk.expressions().noneMatch(CallableCheck::asksForCallables)) {
            walk.expressions().forEach(check::look);
        }
    }

    /** {@code 'x' is filter} guards what may be missing. */
    private static boolean asksForCallables(Expression expression) {
        return expression instanceof TestUse use
                && (use.name().equals("filter") || use.name().equals("test"));
    }

    private void look(Expression expression) {
        switch (expression) {
            case FilterUse use -> {
                known("filter", use.name(), use.offset());
                inArguments(use);
            }
            case TestUse use -> known("test", use.name(), use.offset());
            case Invocation call
            when call.target() instanceof Name name && LOOKUPS.contains(name.name()) ->
                literal(call.arguments(), 0).ifPresent(lookup -> known("lookup", lookup, name.offset()));
            default -> {
                // calls nothing by name
            }
        }
    }

    /** {@code map('upper')}, {@code select('match', ...)}, {@code selectattr('name', 'match', ...)}. */
    private void inArguments(FilterUse use) {
        if (use.name().equals("map")) {
            literal(use.arguments(), 0).ifPresent(name -> known("filter", name, use.offset()));
        } else if (TAKING_TESTS.contains(use.name())) {
            int at = use.name().endsWith("attr") ? 1 : 0;
            literal(use.arguments(), at).ifPresent(name -> known("test", name, use.offset()));
        }
    }

    private static Optional<String> literal(Arguments arguments, int at) {
        return arguments.positional().size() > at
                        && arguments.positional().get(at) instanceof Literal literal
                        && literal.value() instanceof TextValue text
                ? Optional.of(text.text())
                : Optional.empty();
    }

    private void known(String kind, String name, int offset) {
        String plain = Invocations.shortName(name);
        Predicate<String> found = wanted -> switch (kind) {
            case "filter" -> callables.filter(wanted).isPresent();
            case "test" -> callables.test(wanted).isPresent();
            default -> callables.lookup(wanted).isPresent();
        };
        if (plain.contains(".") || found.test(name) || found.test(plain)) {
            return;
        }
        DeployException unknown = Invocations.unknown(kind, name, names(kind));
        throw unknown.diagnostic().at(source.at(offset)).toException();
    }

    private List<String> names(String kind) {
        return switch (kind) {
            case "filter" -> callables.filterNames();
            case "test" -> callables.testNames();
            default -> callables.lookupNames();
        };
    }
}
