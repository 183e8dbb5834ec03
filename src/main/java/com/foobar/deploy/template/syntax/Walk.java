package com.foobar.deploy.template.syntax;

import com.foobar.deploy.template.syntax.Expression.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Goes through everything within a parsed text, to look at it without evaluating it. */
public final class Walk {
    private final List<Expression> expressions = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();

    private Walk() {}

    public static Walk through(Expression expression) {
        var walk = new Walk();
        walk.enter(expression);
        return walk;
    }

    public static Walk through(Template template) {
        var walk = new Walk();
        walk.enterAll(template.body());
        return walk;
    }

    public Stream<Expression> expressions() {
        return expressions.stream();
    }

    public Stream<Statement> statements() {
        return statements.stream();
    }

    private void enter(Expression expression) {
        expressions.add(expression);
        switch (expression) {
            case Expression.Literal _, Expression.EmbeddedTemplate _, Expression.Name _ -> {}
            case Expression.ListLiteral list -> list.items().forEach(this::enter);
            case Expression.TupleLiteral tuple -> tuple.items().forEach(this::enter);
            case Expression.DictLiteral dict ->
                dict.pairs().forEach(pair -> {
                    enter(pair.key());
                    enter(pair.value());
                });
            case Expression.Braced braced -> enter(braced.inner());
            case Expression.Sign sign -> enter(sign.operand());
            case Expression.Not not -> enter(not.operand());
            case Expression.And and -> both(and.left(), and.right());
            case Expression.Or or -> both(or.left(), or.right());
            case Expression.Arithmetic sum -> both(sum.left(), sum.right());
            case Expression.Concatenation parts -> parts.parts().forEach(this::enter);
            case Expression.Comparison comparison -> {
                enter(comparison.first());
                comparison.operands().forEach(operand -> enter(operand.expression()));
            }
            case Expression.Conditional conditional -> {
                both(conditional.condition(), conditional.then());
                enter(conditional.otherwise());
            }
            case Expression.Attribute attribute -> enter(attribute.target());
            case Expression.Item item -> both(item.target(), item.key());
            case Expression.Slice slice -> {
                enter(slice.target());
                Stream.of(slice.from(), slice.to(), slice.step()).forEach(this::enter);
            }
            case Expression.Invocation call -> enter(call.target(), call.arguments());
            case Expression.FilterUse filter -> enter(filter.subject(), filter.arguments());
            case Expression.TestUse test -> enter(test.subject(), test.arguments());
        }
    }

    private void both(Expression first, Expression second) {
        enter(first);
        enter(second);
    }

    private void enter(Optional<Expression> expression) {
        expression.ifPresent(this::enter);
    }

    private void enter(Expression subject, Arguments arguments) {
        enter(subject);
        arguments.positional().forEach(this::enter);
        arguments.named().forEach(argument -> enter(argument.value()));
        enter(arguments.spread());
        enter(arguments.spreadNamed());
    }

    private void enterAll(List<Statement> body) {
        body.forEach(this::enter);
    }

    private void enter(Statement statement) {
        statements.add(statement);
        switch (statement) {
            case Statement.Text _, Statement.Break _, Statement.Continue _ -> {}
            case Statement.Output output -> enter(output.expression());
            case Statement.If choice -> {
                choice.branches().forEach(branch -> {
                    enter(branch.condition());
                    enterAll(branch.body());
                });
                enterAll(choice.otherwise());
            }
            case Statement.For loop -> {
                enter(loop.iterable());
                enter(loop.filter());
                enterAll(loop.body());
                enterAll(loop.otherwise());
            }
            case Statement.Set set -> enter(set.value());
            case Statement.SetBlock block -> enter(block.filters(), block.body());
            case Statement.Macro macro -> enter(macro.signature(), macro.body());
            case Statement.CallBlock call -> {
                enter(call.invocation());
                enter(call.signature(), call.body());
            }
            case Statement.FilterBlock block -> enter(block.filters(), block.body());
            case Statement.Include include -> enter(include.names());
            case Statement.Import imported -> enter(imported.template());
            case Statement.FromImport imported -> enter(imported.template());
            case Statement.Block block -> enterAll(block.body());
            case Statement.Extends parent -> enter(parent.template());
            case Statement.With with -> {
                with.assignments().forEach(assignment -> enter(assignment.value()));
                enterAll(with.body());
            }
            case Statement.Do done -> enter(done.expression());
        }
    }

    private void enter(Expression first, List<Statement> body) {
        enter(first);
        enterAll(body);
    }

    private void enter(Statement.Signature signature, List<Statement> body) {
        signature.parameters().forEach(parameter -> enter(parameter.defaultValue()));
        enterAll(body);
    }
}
