package com.foobar.deploy.template.syntax;

import com.foobar.deploy.template.syntax.Statement.Parameter;
import com.foobar.deploy.template.syntax.Statement.Signature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses the parameters of macros and {@code call} blocks. */
final class Signatures {
    private Signatures() {}

    static List<Parameter> parameters(TokenStream tokens) {
        var parameters = new ArrayList<Parameter>();
        tokens.expectOperator("(");
        while (!tokens.skipOperator(")")) {
            String name = tokens.expectAnyName("a parameter's name").text();
            Optional<Expression> value = tokens.skipOperator("=")
                    ? Optional.of(new ExpressionParser(tokens, false).expression())
                    : Optional.empty();
            parameters.add(new Parameter(name, value));
            if (!tokens.isOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        return parameters;
    }

    /** What a macro takes beyond its parameters shows in the names that its body uses, as in Jinja2. */
    static Signature of(List<Parameter> parameters, List<Segment> body) {
        return new Signature(parameters, uses(body, "varargs"), uses(body, "kwargs"));
    }

    private static boolean uses(List<Segment> body, String name) {
        return body.stream().anyMatch(segment -> tokens(segment).stream().anyMatch(token -> token.isName(name)));
    }

    private static List<Token> tokens(Segment segment) {
        return switch (segment) {
            case Segment.Text _ -> List.of();
            case Segment.Output output -> output.tokens();
            case Segment.Tag tag -> tag.tokens();
        };
    }
}
