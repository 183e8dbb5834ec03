package com.foobar.deploy.template.syntax;

import java.util.ArrayList;

/** Parses the statements that name other templates. */
final class ImportParser {
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    ImportParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Statement include() {
        Expression names = expressions.expression();
        boolean ignoreMissing = false;
        if (tokens.isName("ignore") && tokens.ahead(1).isName("missing")) {
            tokens.next();
            tokens.next();
            ignoreMissing = true;
        }
        boolean withContext = context(true);
        tokens.expectEnd();
        return new Statement.Include(names, ignoreMissing, withContext);
    }

    private boolean context(boolean otherwise) {
        boolean stated = (tokens.isName("with") || tokens.isName("without"))
                && tokens.ahead(1).isName("context");
        if (!stated) {
            return otherwise;
        }
        boolean with = tokens.next().isName("with");
        tokens.next();
        return with;
    }

    Statement importAs() {
        Expression template = expressions.expression();
        tokens.expectName("as");
        String name = tokens.expectAnyName("a name").text();
        boolean withContext = context(false);
        tokens.expectEnd();
        return new Statement.Import(template, name, withContext);
    }

    Statement fromImport() {
        Expression template = expressions.expression();
        tokens.expectName("import");
        var names = new ArrayList<Statement.Alias>();
        boolean withContext = false;
        while (true) {
            if (!names.isEmpty() && (tokens.isName("with") || tokens.isName("without"))) {
                withContext = context(false);
                break;
            }
            Token name = tokens.expectAnyName("the name of a macro");
            String as = tokens.skipName("as") ? tokens.expectAnyName("a name").text() : name.text();
            names.add(new Statement.Alias(name.text(), as, name.offset()));
            if (!tokens.skipOperator(",") && !tokens.isName("with") && !tokens.isName("without")) {
                break;
            }
            if (tokens.atEnd()) {
                break;
            }
        }
        tokens.expectEnd();
        return new Statement.FromImport(template, names, withContext);
    }
}
