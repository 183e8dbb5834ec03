package com.foobar.deploy.template;

import com.foobar.deploy.template.syntax.Expression;
import com.foobar.deploy.template.syntax.Expression.Attribute;
import com.foobar.deploy.template.syntax.Expression.FilterUse;
import com.foobar.deploy.template.syntax.Expression.Item;
import com.foobar.deploy.template.syntax.Expression.Name;
import com.foobar.deploy.template.syntax.Expression.TestUse;
import com.foobar.deploy.template.syntax.Source;
import com.foobar.deploy.template.syntax.Statement;
import com.foobar.deploy.template.syntax.Statement.Target;
import com.foobar.deploy.template.syntax.UsedName;
import com.foobar.deploy.template.syntax.Walk;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the variables that a text uses and does not itself give a value. */
final class NameSearch {
    private static final Set<String> OF_TEMPLATES = Set.of("loop", "self", "super", "caller", "varargs", "kwargs");
    private static final Set<String> GUARDS = Set.of("default", "d", "defined", "undefined", "undefined_hint");

    private NameSearch() {}

    static List<UsedName> in(Walk walk, Source source) {
        var bound = new HashSet<>(OF_TEMPLATES);
        bound.addAll(Globals.names());
        walk.statements().flatMap(NameSearch::bound).forEach(bound::add);
        var guarded = new HashSet<String>();
        walk.expressions().flatMap(NameSearch::guarded).forEach(guarded::add);
        return walk.expressions()
                .filter(expression -> expression instanceof Name)
                .map(Name.class::cast)
                .filter(name -> !bound.contains(name.name()))
                .map(name -> new UsedName(name.name(), source.at(name.offset()), guarded.contains(name.name())))
                .toList();
    }

    private static Stream<String> guarded(Expression expression) {
        return switch (expression) {
            case FilterUse use when GUARDS.contains(use.name()) -> root(use.subject()).stream();
            case TestUse use when GUARDS.contains(use.name()) -> root(use.subject()).stream();
            default -> Stream.of();
        };
    }

    private static Optional<String> root(Expression expression) {
        return switch (expression) {
            case Name name -> Optional.of(name.name());
            case Attribute attribute -> root(attribute.target());
            case Item item -> root(item.target());
            default -> Optional.empty();
        };
    }

    private static Stream<String> bound(Statement statement) {
        return switch (statement) {
            case Statement.For loop -> names(loop.target());
            case Statement.Set set -> names(set.target());
            case Statement.SetBlock set -> names(set.target());
            case Statement.With with -> with.assignments().stream().flatMap(assignment -> names(assignment.target()));
            case Statement.Macro macro -> Stream.concat(Stream.of(macro.name()), parameters(macro.signature()));
            case Statement.CallBlock call -> parameters(call.signature());
            case Statement.Import imported -> Stream.of(imported.name());
            case Statement.FromImport imported -> imported.names().stream().map(Statement.Alias::as);
            default -> Stream.of();
        };
    }

    private static Stream<String> parameters(Statement.Signature signature) {
        return signature.parameters().stream().map(Statement.Parameter::name);
    }

    private static Stream<String> names(Target target) {
        return switch (target) {
            case Target.Name name -> Stream.of(name.name());
            case Target.Attribute _ -> Stream.of();
            case Target.Several several -> several.targets().stream().flatMap(NameSearch::names);
        };
    }
}
