package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.module.ArgumentProblem;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.BoolValue;
import com.foobar.deploy.value.FloatValue;
import com.foobar.deploy.value.IntValue;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the values of mysql_query in place of {@code %s} and {@code %(name)s}; {@code %%} is then a percent sign. */
final class SqlParameters {
    private static final Pattern MARK = Pattern.compile("%%|%s|%\\(([^)]+)\\)s");

    private SqlParameters() {}

    static SqlText fill(Value query, MysqlQueryModule.Args args) {
        TextValue text = query instanceof TextValue written ? written : TextValue.plain(SqlDecisions.text(query));
        String stripped = text.text().strip().replaceAll(";+\\s*$", "");
        TextValue code = text.secret() ? TextValue.secret(stripped) : TextValue.plain(stripped);
        if (args.positionalArgs().isEmpty() && args.namedArgs().isEmpty()) {
            return SqlText.userCode(code);
        }
        Matcher mark = MARK.matcher(stripped);
        SqlText filled = SqlText.lit("");
        int from = 0;
        int position = 0;
        while (mark.find()) {
            filled = filled.and(piece(code, from, mark.start()));
            if (mark.group().equals("%%")) {
                filled = filled.and("%");
            } else if (mark.group(1) == null) {
                filled = filled.and(positional(args, position));
                position++;
            } else {
                filled = filled.and(named(args, mark.group(1)));
            }
            from = mark.end();
        }
        return filled.and(piece(code, from, stripped.length()));
    }

    private static SqlText piece(TextValue code, int from, int to) {
        String part = code.text().substring(from, to);
        return SqlText.userCode(code.secret() ? TextValue.secret(part) : TextValue.plain(part));
    }

    private static SqlText positional(MysqlQueryModule.Args args, int position) {
        List<Value> values =
                args.positionalArgs().orElse(ListValue.EMPTY) instanceof ListValue list ? list.items() : List.of();
        if (position >= values.size()) {
            throw ArgumentProblem.of("`query` has more %s than `positional_args` has values");
        }
        return literal(values.get(position));
    }

    private static SqlText named(MysqlQueryModule.Args args, String name) {
        return literal(args.namedArgs()
                .flatMap(values -> values.find(name))
                .orElseThrow(() -> ArgumentProblem.of("`named_args` has no `" + name + "`")));
    }

    private static SqlText literal(Value value) {
        return switch (value) {
            case NullValue _ -> SqlText.lit("NULL");
            case BoolValue flag -> flag.flag() ? SqlText.lit("TRUE") : SqlText.lit("FALSE");
            case IntValue number -> SqlText.lit("").number(number.number().longValueExact());
            case FloatValue number -> SqlText.lit("").text(Double.toString(number.number()));
            case TextValue text -> SqlText.lit("").text(text);
            default -> throw ArgumentProblem.of("a list or mapping cannot be a value in SQL");
        };
    }
}
