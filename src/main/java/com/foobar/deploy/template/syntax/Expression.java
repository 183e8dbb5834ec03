package com.foobar.deploy.template.syntax;

import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Optional;

/** A parsed expression. Offsets count in the source it was parsed from, and serve messages only. */
public sealed interface Expression {
    int offset();

    record Literal(Value value, int offset) implements Expression {}

    /** A string in a bare condition that holds template marks: {@code when: a == "{{ b }}"}. */
    record EmbeddedTemplate(String text, int offset) implements Expression {}

    /** {@code {{ a }}} in a bare expression. */
    record Braced(Expression inner, int offset) implements Expression {}

    record Name(String name, int offset) implements Expression {}

    record ListLiteral(List<Expression> items, int offset) implements Expression {}

    record TupleLiteral(List<Expression> items, int offset) implements Expression {}

    record DictLiteral(List<Pair> pairs, int offset) implements Expression {}

    record Pair(Expression key, Expression value) {}

    /** A sign: {@code -a}, {@code +a}. */
    record Sign(boolean minus, Expression operand, int offset) implements Expression {}

    record Not(Expression operand, int offset) implements Expression {}

    record And(Expression left, Expression right, int offset) implements Expression {}

    record Or(Expression left, Expression right, int offset) implements Expression {}

    record Arithmetic(Operator operator, Expression left, Expression right, int offset) implements Expression {}

    enum Operator {
        ADD("+"),
        SUBTRACT("-"),
        MULTIPLY("*"),
        DIVIDE("/"),
        FLOOR_DIVIDE("//"),
        MODULO("%"),
        POWER("**");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }

    /** {@code a ~ b ~ c}. */
    record Concatenation(List<Expression> parts, int offset) implements Expression {}

    /** {@code a < b <= c}: every neighbouring pair is compared. */
    record Comparison(Expression first, List<Operand> operands, int offset) implements Expression {}

    record Operand(Relation relation, Expression expression, int offset) {}

    enum Relation {
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        IN,
        NOT_IN
    }

    /** {@code then if condition else otherwise}. */
    record Conditional(Expression condition, Expression then, Optional<Expression> otherwise, int offset)
            implements Expression {}

    /** {@code target.name}. */
    record Attribute(Expression target, String name, int offset) implements Expression {}

    /** {@code target[key]}. */
    record Item(Expression target, Expression key, int offset) implements Expression {}

    /** {@code target[from:to:step]}. */
    record Slice(
            Expression target,
            Optional<Expression> from,
            Optional<Expression> to,
            Optional<Expression> step,
            int offset)
            implements Expression {}

    record Invocation(Expression target, Arguments arguments, int offset) implements Expression {}

    record FilterUse(Expression subject, String name, Arguments arguments, int offset) implements Expression {}

    record TestUse(Expression subject, String name, Arguments arguments, int offset) implements Expression {}

    /**
     * What stands in the parentheses of a call.
     *
     * @param spread the lists given by {@code *list}
     * @param spreadNamed the mappings given by {@code **mapping}
     */
    record Arguments(
            List<Expression> positional,
            List<NamedArgument> named,
            Optional<Expression> spread,
            Optional<Expression> spreadNamed) {
        static final Arguments NONE = new Arguments(List.of(), List.of(), Optional.empty(), Optional.empty());
    }

    record NamedArgument(String name, Expression value) {}
}
