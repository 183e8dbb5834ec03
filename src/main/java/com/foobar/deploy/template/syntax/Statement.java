package com.foobar.deploy.template.syntax;

import com.foobar.deploy.value.TextValue;
import java.util.List;
import java.util.Optional;

/** A parsed piece of a template. */
public sealed interface Statement {
    record Text(TextValue text) implements Statement {}

    record Output(Expression expression) implements Statement {}

    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record Branch(Expression condition, List<Statement> body) {}

    record For(
            Target target,
            Expression iterable,
            Optional<Expression> filter,
            List<Statement> body,
            List<Statement> otherwise,
            boolean recursive)
            implements Statement {}

    record Set(Target target, Expression value) implements Statement {}

    /** {@code {% set x | upper %}...{% endset %}}; the filters apply to the name {@link TemplateParser#BODY}. */
    record SetBlock(Target target, Expression filters, List<Statement> body) implements Statement {}

    record Macro(String name, Signature signature, List<Statement> body) implements Statement {}

    /**
     * The parameters of a macro.
     *
     * @param takesRest true where the body uses {@code varargs}, so that more arguments are no error
     * @param takesNamed true where the body uses {@code kwargs}
     */
    record Signature(List<Parameter> parameters, boolean takesRest, boolean takesNamed) {}

    record Parameter(String name, Optional<Expression> defaultValue) {}

    record CallBlock(Signature signature, Expression.Invocation invocation, List<Statement> body)
            implements Statement {}

    record FilterBlock(Expression filters, List<Statement> body) implements Statement {}

    record Include(Expression names, boolean ignoreMissing, boolean withContext) implements Statement {}

    record Import(Expression template, String name, boolean withContext) implements Statement {}

    record FromImport(Expression template, List<Alias> names, boolean withContext) implements Statement {}

    record Alias(String name, String as, int offset) {}

    record Block(String name, List<Statement> body, boolean required) implements Statement {}

    record Extends(Expression template) implements Statement {}

    record With(List<Assignment> assignments, List<Statement> body) implements Statement {}

    record Assignment(Target target, Expression value) {}

    record Do(Expression expression) implements Statement {}

    record Break() implements Statement {}

    record Continue() implements Statement {}

    /** What a value is given to. */
    sealed interface Target {
        record Name(String name) implements Target {}

        /** {@code ns.name}, where {@code ns} is a namespace. */
        record Attribute(String namespace, String name, int offset) implements Target {}

        record Several(List<Target> targets, int offset) implements Target {}
    }
}
