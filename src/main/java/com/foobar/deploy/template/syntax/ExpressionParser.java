package com.foobar.deploy.template.syntax;

import com.foobar.deploy.template.syntax.Expression.And;
import com.foobar.deploy.template.syntax.Expression.Arithmetic;
import com.foobar.deploy.template.syntax.Expression.Comparison;
import com.foobar.deploy.template.syntax.Expression.Concatenation;
import com.foobar.deploy.template.syntax.Expression.Conditional;
import com.foobar.deploy.template.syntax.Expression.Not;
import com.foobar.deploy.template.syntax.Expression.Operand;
import com.foobar.deploy.template.syntax.Expression.Operator;
import com.foobar.deploy.template.syntax.Expression.Or;
import com.foobar.deploy.template.syntax.Expression.Relation;
import com.foobar.deploy.template.syntax.Expression.Sign;
import com.foobar.deploy.template.syntax.Expression.TupleLiteral;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Parses expressions by precedence climbing. The levels are Jinja2's, which are Python's but for two: {@code **} groups
 * from the left, and {@code ~} binds tighter than {@code +}.
 */
public final class ExpressionParser {
    private static final int LOWEST = 1;
    private static final int CONCATENATION = 2;
    private static final int POWER = 4;

    private final TokenStream tokens;
    private final OperandParser operands;

    ExpressionParser(TokenStream tokens, boolean bare) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens, this, bare);
    }

    /** Parses all of a bare expression. */
    public static Expression parseAll(Source source) {
        var tokens = new TokenStream(source, Lexer.expression(source).tokens());
        var expression = new ExpressionParser(tokens, true).expression();
        tokens.expectEnd();
        return expression;
    }

    /** An expression, or several with commas between, which make a tuple. */
    Expression tuple() {
        return tupleOf(true);
    }

    /** As {@link #tuple()}, but a following {@code if} is not part of it. */
    Expression tupleWithoutCondition() {
        return tupleOf(false);
    }

    private Expression tupleOf(boolean conditions) {
        int offset = tokens.current().offset();
        Expression first = conditions ? expression() : or();
        if (!tokens.isOperator(",")) {
            return first;
        }
        var items = new ArrayList<Expression>(List.of(first));
        while (tokens.skipOperator(",") && !endsTuple()) {
            items.add(conditions ? expression() : or());
        }
        return new TupleLiteral(items, offset);
    }

    private boolean endsTuple() {
        return tokens.atEnd()
                || tokens.isOperator(")")
                || tokens.isOperator("]")
                || tokens.isName("in")
                || tokens.isName("if")
                || tokens.isName("recursive");
    }

    Expression expression() {
        Expression then = or();
        while (tokens.isName("if")) {
            int offset = tokens.next().offset();
            Expression condition = or();
            Optional<Expression> otherwise = tokens.skipName("else") ? Optional.of(expression()) : Optional.empty();
            then = new Conditional(condition, then, otherwise, offset);
        }
        return then;
    }

    Expression or() {
        Expression left = and();
        while (tokens.isName("or")) {
            int offset = tokens.next().offset();
            left = new Or(left, and(), offset);
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.isName("and")) {
            int offset = tokens.next().offset();
            left = new And(left, not(), offset);
        }
        return left;
    }

    private Expression not() {
        if (tokens.isName("not")) {
            int offset = tokens.next().offset();
            return new Not(not(), offset);
        }
        return comparison();
    }

    private Expression comparison() {
        Expression first = arithmetic(LOWEST);
        var compared = new ArrayList<Operand>();
        for (Relation relation = relation(); relation != null; relation = relation()) {
            int offset = tokens.next().offset();
            if (relation == Relation.NOT_IN) {
                tokens.next();
            }
            compared.add(new Operand(relation, arithmetic(LOWEST), offset));
        }
        return compared.isEmpty()
                ? first
                : new Comparison(first, compared, compared.getFirst().offset());
    }

    private @Nullable Relation relation() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case OPERATOR -> symbol(token);
            case NAME -> {
                boolean notIn = token.isName("not") && tokens.ahead(1).isName("in");
                yield token.isName("in") ? Relation.IN : notIn ? Relation.NOT_IN : null;
            }
            case STRING, INTEGER, FLOAT, END -> null;
        };
    }

    private static @Nullable Relation symbol(Token token) {
        return switch (token.text()) {
            case "==" -> Relation.EQUAL;
            case "!=" -> Relation.NOT_EQUAL;
            case "<" -> Relation.LESS;
            case "<=" -> Relation.LESS_OR_EQUAL;
            case ">" -> Relation.GREATER;
            case ">=" -> Relation.GREATER_OR_EQUAL;
            default -> null;
        };
    }

    private Expression arithmetic(int level) {
        Expression left = operand(level);
        while (true) {
            Operator operator = operator(level);
            if (operator == null) {
                return left;
            }
            int offset = tokens.next().offset();
            left = new Arithmetic(operator, left, operand(level), offset);
        }
    }

    private Expression operand(int level) {
        if (level == POWER) {
            return unary(true);
        }
        return level + 1 == CONCATENATION ? concatenation() : arithmetic(level + 1);
    }

    private Expression concatenation() {
        int offset = tokens.current().offset();
        Expression first = arithmetic(CONCATENATION + 1);
        if (!tokens.isOperator("~")) {
            return first;
        }
        var parts = new ArrayList<Expression>(List.of(first));
        while (tokens.skipOperator("~")) {
            parts.add(arithmetic(CONCATENATION + 1));
        }
        return new Concatenation(parts, offset);
    }

    private @Nullable Operator operator(int level) {
        Token token = tokens.current();
        if (token.kind() != Token.Kind.OPERATOR) {
            return null;
        }
        return switch (token.text()) {
            case "+" -> level == LOWEST ? Operator.ADD : null;
            case "-" -> level == LOWEST ? Operator.SUBTRACT : null;
            case "*" -> level == POWER - 1 ? Operator.MULTIPLY : null;
            case "/" -> level == POWER - 1 ? Operator.DIVIDE : null;
            case "//" -> level == POWER - 1 ? Operator.FLOOR_DIVIDE : null;
            case "%" -> level == POWER - 1 ? Operator.MODULO : null;
            case "**" -> level == POWER ? Operator.POWER : null;
            default -> null;
        };
    }

    /** {@code -1|abs} is {@code (-1)|abs}: a sign binds tighter than a filter. */
    private Expression unary(boolean withFilters) {
        Token token = tokens.current();
        Expression operand;
        if (token.isOperator("-") || token.isOperator("+")) {
            tokens.next();
            operand = new Sign(token.isOperator("-"), unary(false), token.offset());
        } else {
            operand = operands.primary();
        }
        operand = operands.postfix(operand);
        return withFilters ? operands.filters(operand) : operand;
    }
}
