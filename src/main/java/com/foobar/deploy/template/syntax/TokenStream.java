package com.foobar.deploy.template.syntax;

import java.util.List;

/** Tokens with a position, and what every parser asks of them. */
final class TokenStream {
    private final Source source;
    private final List<Token> tokens;
    private int position;

    TokenStream(Source source, List<Token> tokens) {
        this.source = source;
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(position);
    }

    Token ahead(int distance) {
        return tokens.get(Math.min(position + distance, tokens.size() - 1));
    }

    Token next() {
        Token token = current();
        if (position < tokens.size() - 1) {
            position++;
        }
        return token;
    }

    boolean atEnd() {
        return current().kind() == Token.Kind.END;
    }

    boolean isOperator(String operator) {
        return current().isOperator(operator);
    }

    boolean isName(String name) {
        return current().isName(name);
    }

    boolean skipOperator(String operator) {
        if (isOperator(operator)) {
            next();
            return true;
        }
        return false;
    }

    boolean skipName(String name) {
        if (isName(name)) {
            next();
            return true;
        }
        return false;
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw unexpected("`" + operator + "`");
        }
    }

    void expectName(String name) {
        if (!skipName(name)) {
            throw unexpected("`" + name + "`");
        }
    }

    Token expectAnyName(String what) {
        if (current().kind() != Token.Kind.NAME) {
            throw unexpected(what);
        }
        return next();
    }

    void expectEnd() {
        if (!atEnd()) {
            throw unexpected("the end");
        }
    }

    RuntimeException unexpected(String wanted) {
        return source.syntaxError(
                current().offset(),
                "expected " + wanted + ", found " + current().described());
    }

    RuntimeException error(Token at, String message) {
        return source.syntaxError(at.offset(), message);
    }

    Source source() {
        return source;
    }
}
