package com.foobar.deploy.template.syntax;

/**
 * A word of the expression language.
 *
 * @param text a name or operator as written, the digits of a number, the value of a string
 * @param offset of its first character in the source
 */
record Token(Kind kind, String text, int offset) {
    enum Kind {
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    /** How messages call it. */
    String described() {
        return switch (kind) {
            case END -> "the end of the expression";
            case STRING -> "a string";
            case NAME, INTEGER, FLOAT, OPERATOR -> "`" + text + "`";
        };
    }
}
