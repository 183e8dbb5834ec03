package com.foobar.deploy.template.syntax;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.template.syntax.Expression.FilterUse;
import com.foobar.deploy.template.syntax.Expression.Invocation;
import com.foobar.deploy.template.syntax.Expression.Name;
import com.foobar.deploy.template.syntax.Statement.Block;
import com.foobar.deploy.template.syntax.Statement.Branch;
import com.foobar.deploy.template.syntax.Statement.Target;
import com.foobar.deploy.value.TextValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the statements of a template. */
public final class TemplateParser {
    /** The name that a block's text has in its filters. No name a user writes holds a space. */
    public static final String BODY = "the body";

    private static final List<String> KNOWN = List.of(
            "if",
            "elif",
            "else",
            "endif",
            "for",
            "endfor",
            "set",
            "endset",
            "macro",
            "endmacro",
            "call",
            "endcall",
            "filter",
            "endfilter",
            "include",
            "import",
            "from",
            "block",
            "endblock",
            "extends",
            "with",
            "endwith",
            "do",
            "raw",
            "endraw",
            "break",
            "continue",
            "autoescape",
            "endautoescape");

    private final Source source;
    private final List<Segment> segments;
    private final Map<String, Block> blocks = new LinkedHashMap<>();
    private int position;

    TemplateParser(Source source, List<Segment> segments) {
        this.source = source;
        this.segments = segments;
    }

    Template parse(int newlines) {
        List<Statement> body = body(null, Set.of());
        return new Template(body, Map.copyOf(blocks), newlines);
    }

    /** Statements up to one of the end tags, which stays to be read. */
    private List<Statement> body(Segment.@Nullable Tag opened, Set<String> ends) {
        var statements = new ArrayList<Statement>();
        while (position < segments.size()) {
            Segment segment = segments.get(position);
            if (segment instanceof Segment.Tag tag && ends.contains(tag.name())) {
                return List.copyOf(statements);
            }
            position++;
            Statement statement = statement(segment);
            if (statement != null) {
                statements.add(statement);
            }
        }
        if (opened != null) {
            throw source.syntaxError(
                    opened.offset(), "this `" + opened.name() + "` is never closed by `" + lastOf(ends) + "`");
        }
        return List.copyOf(statements);
    }

    private static String lastOf(Set<String> ends) {
        return ends.stream().filter(end -> end.startsWith("end")).findFirst().orElseThrow();
    }

    private @Nullable Statement statement(Segment segment) {
        return switch (segment) {
            case Segment.Text text -> new Statement.Text(TextValue.trusted(text.text()));
            case Segment.Output output -> output(output);
            case Segment.Tag tag -> tag(tag);
        };
    }

    private Statement output(Segment.Output output) {
        var tokens = new TokenStream(source, output.tokens());
        Expression expression = parser(tokens).tuple();
        tokens.expectEnd();
        return new Statement.Output(expression);
    }

    private static ExpressionParser parser(TokenStream tokens) {
        return new ExpressionParser(tokens, false);
    }

    private Statement tag(Segment.Tag tag) {
        var tokens = new TokenStream(source, tag.tokens());
        Token name = tokens.next();
        var imports = new ImportParser(tokens, parser(tokens));
        return switch (name.text()) {
            case "if" -> condition(tag, tokens);
            case "for" -> loop(tag, tokens);
            case "set" -> set(tag, tokens);
            case "macro" -> macro(tag, tokens);
            case "call" -> call(tag, tokens);
            case "filter" -> filter(tag, tokens);
            case "with" -> with(tag, tokens);
            case "block" -> block(tag, tokens);
            case "do" -> new Statement.Do(whole(tokens));
            case "extends" -> new Statement.Extends(whole(tokens));
            case "include" -> imports.include();
            case "import" -> imports.importAs();
            case "from" -> imports.fromImport();
            case "break" -> ended(tokens, new Statement.Break());
            case "continue" -> ended(tokens, new Statement.Continue());
            case "autoescape" -> autoescape(tag);
            default -> throw unknown(name);
        };
    }

    private DeployException unknown(Token name) {
        if (name.text().startsWith("end") || name.text().startsWith("el")) {
            boolean known = KNOWN.contains(name.text());
            if (known) {
                return source.syntaxError(name.offset(), "`" + name.text() + "` closes nothing here");
            }
        }
        return source.syntax(name.offset(), "there is no statement `" + name.text() + "`")
                .suggest(name.text(), KNOWN)
                .toException();
    }

    private static Statement ended(TokenStream tokens, Statement statement) {
        tokens.expectEnd();
        return statement;
    }

    private static Expression whole(TokenStream tokens) {
        Expression expression = parser(tokens).tuple();
        tokens.expectEnd();
        return expression;
    }

    /** Reads the tag that ended a body. Only {@code elif} and {@code endblock} hold more than their name. */
    private Segment.Tag end() {
        var tag = (Segment.Tag) segments.get(position++);
        if (!tag.name().equals("elif") && !tag.name().equals("endblock")) {
            var tokens = new TokenStream(source, tag.tokens());
            tokens.next();
            tokens.expectEnd();
        }
        return tag;
    }

    private Statement condition(Segment.Tag opened, TokenStream first) {
        var branches = new ArrayList<Branch>();
        TokenStream tokens = first;
        while (true) {
            Expression condition = whole(tokens);
            branches.add(new Branch(condition, body(opened, Set.of("elif", "else", "endif"))));
            Segment.Tag end = end();
            if (end.name().equals("endif")) {
                return new Statement.If(branches, List.of());
            }
            if (end.name().equals("else")) {
                List<Statement> otherwise = body(opened, Set.of("endif"));
                end();
                return new Statement.If(branches, otherwise);
            }
            tokens = new TokenStream(source, end.tokens());
            tokens.next();
        }
    }

    private Statement loop(Segment.Tag opened, TokenStream tokens) {
        Target target = new TargetParser(tokens, false).several();
        tokens.expectName("in");
        Expression iterable = parser(tokens).tupleWithoutCondition();
        Optional<Expression> filter =
                tokens.skipName("if") ? Optional.of(parser(tokens).expression()) : Optional.empty();
        boolean recursive = tokens.skipName("recursive");
        tokens.expectEnd();
        List<Statement> body = body(opened, Set.of("else", "endfor"));
        List<Statement> otherwise = List.of();
        if (end().name().equals("else")) {
            otherwise = body(opened, Set.of("endfor"));
            end();
        }
        return new Statement.For(target, iterable, filter, body, otherwise, recursive);
    }

    private Statement set(Segment.Tag opened, TokenStream tokens) {
        Target target = new TargetParser(tokens, true).several();
        if (tokens.skipOperator("=")) {
            return new Statement.Set(target, whole(tokens));
        }
        Expression filters = filters(tokens, tokens.isOperator("|"));
        return new Statement.SetBlock(target, filters, closedBody(opened, "endset"));
    }

    private List<Statement> closedBody(Segment.Tag opened, String end) {
        List<Statement> body = body(opened, Set.of(end));
        end();
        return body;
    }

    /** A chain of filters over {@link #BODY}. */
    private static Expression filters(TokenStream tokens, boolean startsWithBar) {
        int offset = tokens.current().offset();
        Expression chain = new Name(BODY, offset);
        var operands = new OperandParser(tokens, parser(tokens), false);
        if (!startsWithBar && !tokens.atEnd()) {
            String name = operands.qualifiedName("the name of a filter");
            var arguments = tokens.isOperator("(") ? operands.arguments() : Expression.Arguments.NONE;
            chain = new FilterUse(chain, name, arguments, offset);
        }
        chain = operands.filters(chain);
        tokens.expectEnd();
        return chain;
    }

    private Statement filter(Segment.Tag opened, TokenStream tokens) {
        Expression filters = filters(tokens, false);
        return new Statement.FilterBlock(filters, closedBody(opened, "endfilter"));
    }

    private Statement macro(Segment.Tag opened, TokenStream tokens) {
        String name = tokens.expectAnyName("the macro's name").text();
        List<Statement.Parameter> parameters = Signatures.parameters(tokens);
        tokens.expectEnd();
        int from = position;
        List<Statement> body = closedBody(opened, "endmacro");
        return new Statement.Macro(name, signature(parameters, from), body);
    }

    private Statement.Signature signature(List<Statement.Parameter> parameters, int bodyFrom) {
        return Signatures.of(parameters, segments.subList(bodyFrom, position));
    }

    private Statement call(Segment.Tag opened, TokenStream tokens) {
        List<Statement.Parameter> parameters = tokens.isOperator("(") ? Signatures.parameters(tokens) : List.of();
        Token start = tokens.current();
        if (!(whole(tokens) instanceof Invocation invocation)) {
            throw tokens.error(start, "`call` takes the call of a macro");
        }
        int from = position;
        List<Statement> body = closedBody(opened, "endcall");
        return new Statement.CallBlock(signature(parameters, from), invocation, body);
    }

    private Statement with(Segment.Tag opened, TokenStream tokens) {
        var assignments = new ArrayList<Statement.Assignment>();
        while (!tokens.atEnd()) {
            Target target = new TargetParser(tokens, false).several();
            tokens.expectOperator("=");
            assignments.add(new Statement.Assignment(target, parser(tokens).expression()));
            if (!tokens.atEnd()) {
                tokens.expectOperator(",");
            }
        }
        return new Statement.With(assignments, closedBody(opened, "endwith"));
    }

    private Statement block(Segment.Tag opened, TokenStream tokens) {
        Token name = tokens.expectAnyName("the block's name");
        tokens.skipName("scoped");
        boolean required = tokens.skipName("required");
        tokens.expectEnd();
        var block = new Block(name.text(), closedBody(opened, "endblock"), required);
        if (blocks.put(name.text(), block) != null) {
            throw source.syntaxError(name.offset(), "the block `" + name.text() + "` stands here twice");
        }
        return block;
    }

    /** Configuration files are never escaped, so that only the body matters. */
    private Statement autoescape(Segment.Tag opened) {
        return new Statement.With(List.of(), closedBody(opened, "endautoescape"));
    }
}
