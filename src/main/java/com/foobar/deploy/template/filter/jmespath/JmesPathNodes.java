package com.foobar.deploy.template.filter.jmespath;

import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import io.burt.jmespath.Expression;
import io.burt.jmespath.JmesPathType;
import io.burt.jmespath.node.Node;
import io.burt.jmespath.node.Operator;
import io.burt.jmespath.node.StandardNodeFactory;
import java.util.function.UnaryOperator;

/** Parts of an expression where the library does something else than what Ansible users know, or than is specified. */
final class JmesPathNodes extends StandardNodeFactory<Value> {
    private final JmesPathValues values;

    JmesPathNodes(JmesPathValues values) {
        super(values);
        this.values = values;
    }

    /** The library takes the values of a mapping for a list here. */
    @Override
    public Node<Value> createSlice(Integer start, Integer stop, Integer step) {
        Node<Value> slice = super.createSlice(start, stop, step);
        return new Step(values, input -> input instanceof ListValue ? slice.search(input) : NullValue.NULL);
    }

    /** Python's implementation tells which of two texts comes first, as dates are compared; the specification does not. */
    @Override
    public Node<Value> createComparison(Operator operator, Expression<Value> left, Expression<Value> right) {
        if (operator == Operator.EQUALS || operator == Operator.NOT_EQUALS) {
            return super.createComparison(operator, left, right);
        }
        return new Step(values, input -> ordered(operator, left.search(input), right.search(input)));
    }

    private Value ordered(Operator operator, Value left, Value right) {
        boolean texts = left instanceof TextValue && right instanceof TextValue;
        boolean numbers = values.typeOf(left) == JmesPathType.NUMBER && values.typeOf(right) == JmesPathType.NUMBER;
        if (!texts && !numbers) {
            return NullValue.NULL;
        }
        int order = values.compare(left, right);
        return Value.of(
                switch (operator) {
                    case LESS_THAN -> order < 0;
                    case LESS_THAN_OR_EQUALS -> order <= 0;
                    case GREATER_THAN -> order > 0;
                    case GREATER_THAN_OR_EQUALS -> order >= 0;
                    case EQUALS -> order == 0;
                    case NOT_EQUALS -> order != 0;
                });
    }

    private static final class Step extends Node<Value> {
        private final UnaryOperator<Value> work;

        Step(JmesPathValues values, UnaryOperator<Value> work) {
            super(values);
            this.work = work;
        }

        @Override
        public Value search(Value input) {
            return work.apply(input);
        }

        @Override
        protected boolean internalEquals(Object other) {
            return work.equals(((Step) other).work);
        }

        @Override
        protected int internalHashCode() {
            return work.hashCode();
        }
    }
}
