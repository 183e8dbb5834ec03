package com.foobar.deploy.template.syntax;

import com.foobar.deploy.template.syntax.Statement.Target;
import java.util.ArrayList;
import java.util.List;

/** Parses what {@code set}, {@code for} and {@code with} give values to. */
final class TargetParser {
    private final TokenStream tokens;
    private final boolean attributes;

    /** @param attributes true where an attribute of a namespace may be given a value */
    TargetParser(TokenStream tokens, boolean attributes) {
        this.tokens = tokens;
        this.attributes = attributes;
    }

    /** One target, or several with commas between. */
    Target several() {
        int offset = tokens.current().offset();
        Target first = one();
        if (!tokens.isOperator(",")) {
            return first;
        }
        var targets = new ArrayList<Target>(List.of(first));
        while (tokens.skipOperator(",") && !tokens.isName("in") && !tokens.isOperator("=")) {
            targets.add(one());
        }
        return new Target.Several(targets, offset);
    }

    Target one() {
        Token token = tokens.current();
        if (tokens.skipOperator("(")) {
            Target inner = several();
            tokens.expectOperator(")");
            return inner;
        }
        String name = tokens.expectAnyName("a name").text();
        if (attributes && tokens.skipOperator(".")) {
            String attribute = tokens.expectAnyName("an attribute's name").text();
            return new Target.Attribute(name, attribute, token.offset());
        }
        return new Target.Name(name);
    }
}
