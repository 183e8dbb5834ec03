package com.foobar.deploy.template.syntax;

import java.util.List;

/** A piece of a template. */
sealed interface Segment {
    /** Text to copy. */
    record Text(String text) implements Segment {}

    /** An expression to print. */
    record Output(List<Token> tokens, int offset) implements Segment {}

    /** A statement. */
    record Tag(List<Token> tokens, int offset) implements Segment {
        String name() {
            return tokens.getFirst().text();
        }
    }
}
