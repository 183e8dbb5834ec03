package com.foobar.deploy.template.syntax;

import com.foobar.deploy.template.syntax.Expression.Arguments;
import com.foobar.deploy.template.syntax.Expression.Attribute;
import com.foobar.deploy.template.syntax.Expression.Braced;
import com.foobar.deploy.template.syntax.Expression.DictLiteral;
import com.foobar.deploy.template.syntax.Expression.EmbeddedTemplate;
import com.foobar.deploy.template.syntax.Expression.FilterUse;
import com.foobar.deploy.template.syntax.Expression.Invocation;
import com.foobar.deploy.template.syntax.Expression.Item;
import com.foobar.deploy.template.syntax.Expression.ListLiteral;
import com.foobar.deploy.template.syntax.Expression.Literal;
import com.foobar.deploy.template.syntax.Expression.Name;
import com.foobar.deploy.template.syntax.Expression.NamedArgument;
import com.foobar.deploy.template.syntax.Expression.Not;
import com.foobar.deploy.template.syntax.Expression.Pair;
import com.foobar.deploy.template.syntax.Expression.Slice;
import com.foobar.deploy.template.syntax.Expression.TestUse;
import com.foobar.deploy.template.syntax.Expression.TupleLiteral;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses what stands between operators: literals, names, and the subscripts, calls, filters and tests after them. */
final class OperandParser {
    private static final Set<String> NO_TEST_ARGUMENT = Set.of("else", "or", "and", "if", "in", "not", "is");
    /** Empty braces are Python's escaped ones, as in {@code '{{}} {}'.format(a)}. */
    private static final Pattern EMBEDDED = Pattern.compile("\\{%|\\{\\{\\s*[^\\s}]");

    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final boolean bare;

    OperandParser(TokenStream tokens, ExpressionParser expressions, boolean bare) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.bare = bare;
    }

    Expression primary() {
        Token token = tokens.current();
        return switch (token.kind()) {
            case NAME -> name(tokens.next());
            case STRING -> string();
            case INTEGER -> new Literal(integer(tokens.next().text()), token.offset());
            case FLOAT -> new Literal(Value.of(Double.parseDouble(tokens.next().text())), token.offset());
            case OPERATOR -> bracketed(token);
            case END -> throw tokens.error(token, "the expression ends where a value should stand");
        };
    }

    private static Expression name(Token token) {
        return switch (token.text()) {
            case "true", "True" -> new Literal(BoolValue.TRUE, token.offset());
            case "false", "False" -> new Literal(BoolValue.FALSE, token.offset());
            case "none", "None" -> new Literal(NullValue.NULL, token.offset());
            default -> new Name(token.text(), token.offset());
        };
    }

    private Expression string() {
        Token first = tokens.next();
        var text = new StringBuilder(first.text());
        while (tokens.current().kind() == Token.Kind.STRING) {
            text.append(tokens.next().text());
        }
        String whole = text.toString();
        return bare && EMBEDDED.matcher(whole).find()
                ? new EmbeddedTemplate(whole, first.offset())
                : new Literal(TextValue.trusted(whole), first.offset());
    }

    static IntValue integer(String digits) {
        String lower = digits.toLowerCase(Locale.ROOT);
        if (lower.startsWith("0x")) {
            return new IntValue(new BigInteger(lower.substring(2), 16));
        }
        if (lower.startsWith("0o")) {
            return new IntValue(new BigInteger(lower.substring(2), 8));
        }
        return new IntValue(lower.startsWith("0b") ? new BigInteger(lower.substring(2), 2) : new BigInteger(lower));
    }

    private Expression bracketed(Token token) {
        return switch (token.text()) {
            case "(" -> parenthesised();
            case "[" -> list();
            case "{" -> braced();
            default -> throw tokens.unexpected("a value");
        };
    }

    private Expression parenthesised() {
        int offset = tokens.next().offset();
        if (tokens.skipOperator(")")) {
            return new TupleLiteral(List.of(), offset);
        }
        Expression inner = expressions.tuple();
        tokens.expectOperator(")");
        return inner;
    }

    private Expression list() {
        int offset = tokens.next().offset();
        var items = new ArrayList<Expression>();
        while (!tokens.skipOperator("]")) {
            items.add(expressions.expression());
            if (!tokens.isOperator("]")) {
                tokens.expectOperator(",");
            }
        }
        return new ListLiteral(items, offset);
    }

    private Expression braced() {
        Token open = tokens.next();
        // In a bare condition `{{ a }}` can only be meant as the value of a: a mapping is no key.
        if (bare && tokens.isOperator("{") && tokens.current().offset() == open.offset() + 1) {
            tokens.next();
            Expression inner = expressions.tuple();
            tokens.expectOperator("}");
            tokens.expectOperator("}");
            return new Braced(inner, open.offset());
        }
        var pairs = new ArrayList<Pair>();
        while (!tokens.skipOperator("}")) {
            Expression key = expressions.expression();
            tokens.expectOperator(":");
            pairs.add(new Pair(key, expressions.expression()));
            if (!tokens.isOperator("}")) {
                tokens.expectOperator(",");
            }
        }
        return new DictLiteral(pairs, open.offset());
    }

    /** Subscripts and calls. */
    Expression postfix(Expression operand) {
        Expression target = operand;
        while (true) {
            if (tokens.isOperator(".")) {
                target = dotted(target);
            } else if (tokens.isOperator("[")) {
                target = subscripted(target);
            } else if (tokens.isOperator("(")) {
                int offset = tokens.current().offset();
                target = new Invocation(target, arguments(), offset);
            } else {
                return target;
            }
        }
    }

    private Expression dotted(Expression target) {
        tokens.next();
        Token name = tokens.next();
        return switch (name.kind()) {
            case NAME -> new Attribute(target, name.text(), name.offset());
            case INTEGER -> new Item(target, new Literal(integer(name.text()), name.offset()), name.offset());
            case STRING, FLOAT, OPERATOR, END ->
                throw tokens.error(name, "expected a name or number after the dot, found " + name.described());
        };
    }

    private Expression subscripted(Expression target) {
        int offset = tokens.next().offset();
        Optional<Expression> from = tokens.isOperator(":") ? Optional.empty() : Optional.of(expressions.tuple());
        if (from.isPresent() && tokens.skipOperator("]")) {
            return new Item(target, from.get(), offset);
        }
        tokens.expectOperator(":");
        Optional<Expression> to = sliceEnd();
        Optional<Expression> step = tokens.skipOperator(":") ? sliceEnd() : Optional.empty();
        tokens.expectOperator("]");
        return new Slice(target, from, to, step, offset);
    }

    private Optional<Expression> sliceEnd() {
        boolean absent = tokens.isOperator(":") || tokens.isOperator("]");
        return absent ? Optional.empty() : Optional.of(expressions.expression());
    }

    /** Filters and tests, and calls of what they give. */
    Expression filters(Expression operand) {
        Expression subject = operand;
        while (true) {
            Token token = tokens.current();
            if (token.isOperator("|")) {
                subject = filter(subject);
            } else if (token.isName("is")) {
                subject = test(subject);
            } else if (token.isOperator("(")) {
                subject = new Invocation(subject, arguments(), token.offset());
            } else {
                return subject;
            }
        }
    }

    private Expression filter(Expression subject) {
        tokens.next();
        int offset = tokens.current().offset();
        String name = qualifiedName("the name of a filter");
        Arguments arguments = tokens.isOperator("(") ? arguments() : Arguments.NONE;
        return new FilterUse(subject, name, arguments, offset);
    }

    String qualifiedName(String what) {
        var name = new StringBuilder(tokens.expectAnyName(what).text());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expectAnyName(what).text());
        }
        return name.toString();
    }

    private Expression test(Expression subject) {
        int is = tokens.next().offset();
        boolean negated = tokens.skipName("not");
        int offset = tokens.current().offset();
        var test = new TestUse(subject, qualifiedName("the name of a test"), testArguments(), offset);
        if (tokens.isName("is")) {
            throw tokens.error(tokens.current(), "a test cannot follow a test: put the first one in parentheses");
        }
        return negated ? new Not(test, is) : test;
    }

    private Arguments testArguments() {
        Token token = tokens.current();
        boolean one = switch (token.kind()) {
            case NAME -> !NO_TEST_ARGUMENT.contains(token.text());
            case STRING, INTEGER, FLOAT -> true;
            case OPERATOR -> token.isOperator("[") || token.isOperator("{");
            case END -> false;
        };
        if (token.isOperator("(")) {
            return arguments();
        }
        return one
                ? new Arguments(List.of(postfix(primary())), List.of(), Optional.empty(), Optional.empty())
                : Arguments.NONE;
    }

    /** The arguments of a call, with their parentheses. */
    Arguments arguments() {
        tokens.expectOperator("(");
        var positional = new ArrayList<Expression>();
        var named = new ArrayList<NamedArgument>();
        Optional<Expression> spread = Optional.empty();
        Optional<Expression> spreadNamed = Optional.empty();
        while (!tokens.skipOperator(")")) {
            if (tokens.skipOperator("*")) {
                spread = Optional.of(expressions.expression());
            } else if (tokens.skipOperator("**")) {
                spreadNamed = Optional.of(expressions.expression());
            } else if (tokens.current().kind() == Token.Kind.NAME
                    && tokens.ahead(1).isOperator("=")) {
                String name = tokens.next().text();
                tokens.next();
                named.add(new NamedArgument(name, expressions.expression()));
            } else {
                refusePositionalBehindNamed(named);
                positional.add(expressions.expression());
            }
            if (!tokens.isOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        return new Arguments(positional, named, spread, spreadNamed);
    }

    private void refusePositionalBehindNamed(List<NamedArgument> named) {
        if (!named.isEmpty()) {
            throw tokens.error(tokens.current(), "an argument without a name stands after one with a name");
        }
    }
}
