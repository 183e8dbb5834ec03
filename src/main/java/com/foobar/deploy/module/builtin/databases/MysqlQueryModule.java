package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.module.builtin.commands.ReadOnlySql;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.databases.SqlAnswer;
import com.foobar.deploy.state.question.databases.SqlOutput;
import com.foobar.deploy.state.question.databases.SqlQuestion;
import com.foobar.deploy.state.sql.SqlChange;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.TextValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Runs SQL; what only reads is a question, the rest a change. */
final class MysqlQueryModule implements Module<MysqlQueryModule.Args> {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?(0|[1-9]\\d{0,17})");
    private static final String ROWS = "foobar_rows";

    private static final Pattern EXECUTABLE_COMMENT = Pattern.compile("/\\*m?!\\d{5,6}\\s(.*?)\\*/", Pattern.DOTALL);

    record Args(
            @Arg("the statement, or a list of them") List<Value> query,

            @Arg("values for %s in order") Optional<Value> positionalArgs,

            @Arg("values for %(name)s") Optional<MapValue> namedArgs,
            @Arg("database to start in") Optional<String> loginDb,

            @Arg(value = "all statements in one transaction", fallback = "false")
            boolean singleTransaction,

            SqlLoginArgs server) {
        Args {
            if (query.isEmpty()) {
                throw new IllegalArgumentException("`query` is empty");
            }
            if (positionalArgs.isPresent() && namedArgs.isPresent()) {
                throw new IllegalArgumentException("`positional_args` and `named_args` exclude each other");
            }
            if (positionalArgs.isPresent() && !(positionalArgs.get() instanceof ListValue)) {
                throw new IllegalArgumentException("`positional_args` is a list");
            }
        }

        SqlLogin login() {
            return server.login();
        }

        SqlLogin loginToDatabase() {
            return loginDb.map(name -> login().in(name)).orElseGet(this::login);
        }
    }

    @Override
    public String name() {
        return "mysql_query";
    }

    @Override
    public String summary() {
        return "Runs SQL on MySQL or MariaDB; numbers in the rows come as numbers.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    private static List<SqlText> statements(Args args) {
        return args.query().stream()
                .map(query -> SqlParameters.fill(query, args))
                .toList();
    }

    private static boolean reads(List<SqlText> statements) {
        return statements.stream().allMatch(statement -> reads(statement.reveal()));
    }

    /**
     * What stands in a comment for servers of some version may be run or not: it only reads if it does so either way.
     * Backslashes are no commands here, since the client runs in binary mode.
     */
    private static boolean reads(String statement) {
        String plain = statement.strip().replace("\\", "").toLowerCase(Locale.ROOT);
        if (plain.startsWith("with") && plain.matches("(?s).*\\b(insert|update|delete|replace)\\b.*")) {
            return false;
        }
        String asking = plain.replaceFirst("^(with|describe|desc|explain)\\b", "select");
        return ReadOnlySql.statements(EXECUTABLE_COMMENT.matcher(asking).replaceAll(" $1 "))
                && ReadOnlySql.statements(EXECUTABLE_COMMENT.matcher(asking).replaceAll(" "));
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>();
        List<SqlText> statements = statements(args);
        if (reads(statements)) {
            statements.forEach(statement -> questions.add(new SqlQuestion(args.loginToDatabase(), statement)));
        }
        return questions;
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return reads(statements(args));
    }

    @Override
    public boolean predictsResult() {
        return false;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        List<SqlText> statements = statements(args);
        ModuleResult result = ModuleResult.EMPTY.with("executed_queries", ListValue.ofStrings(shown(statements)));
        return reads(statements)
                ? read(args, statements, answers, context, result)
                : change(args, statements, context, result);
    }

    private static List<String> shown(List<SqlText> statements) {
        return statements.stream().map(SqlText::toString).toList();
    }

    private static Decision read(
            Args args, List<SqlText> statements, Answers answers, TaskContext context, ModuleResult result) {
        var sets = new ArrayList<List<MapValue>>();
        for (SqlText statement : statements) {
            SqlAnswer answer = answers.to(new SqlQuestion(args.loginToDatabase(), statement));
            Optional<Decision> unreachable = SqlDecisions.unreadable(context, answer);
            if (unreachable.isPresent()) {
                return unreachable.get();
            }
            if (answer instanceof SqlAnswer.Refused refused) {
                return Decision.failed(
                        "cannot execute SQL '" + statement + "': (" + refused.code() + ") " + refused.message());
            }
            sets.add(SqlDecisions.rows(answer));
        }
        return new Decision.Unchanged("it only reads", withRows(result, sets, counts(sets)));
    }

    private static List<Long> counts(List<List<MapValue>> sets) {
        return sets.stream().map(rows -> (long) rows.size()).toList();
    }

    private static ModuleResult withRows(ModuleResult result, List<List<MapValue>> sets, List<Long> counts) {
        var values = sets.stream()
                .map(rows -> (Value) Value.of(rows.stream()
                        .map(row -> row.mapValues(MysqlQueryModule::typed))
                        .toList()))
                .toList();
        return result.with("query_result", Value.of(values))
                .with("rowcount", Value.of(counts.stream().map(Value::of).toList()));
    }

    /** The client prints texts only; a plain whole number is taken for one. */
    private static Value typed(Value value) {
        return value instanceof TextValue text
                        && WHOLE_NUMBER.matcher(text.text()).matches()
                ? Value.of(Long.parseLong(text.text()))
                : value;
    }

    private static Decision change(Args args, List<SqlText> statements, TaskContext context, ModuleResult result) {
        var all = new ArrayList<SqlText>();
        if (args.singleTransaction()) {
            all.add(SqlText.lit("START TRANSACTION"));
        }
        for (SqlText statement : statements) {
            all.add(statement);
            all.add(SqlText.lit("SELECT ROW_COUNT() AS ").name(ROWS));
        }
        if (args.singleTransaction()) {
            all.add(SqlText.lit("COMMIT"));
        }
        String first = statements.getFirst().toString();
        String title = first.length() > 60 ? first.substring(0, 60) + "..." : first;
        var change = SqlChange.of("run SQL: " + title.replaceAll("\\s+", " "), args.loginToDatabase(), all);
        return Decision.Change.of(List.of(change), result).finishing(outcomes -> finished(result, outcomes.getFirst()));
    }

    private static ModuleResult finished(ModuleResult result, StepResult outcome) {
        var sets = new ArrayList<List<MapValue>>();
        var counts = new ArrayList<Long>();
        List<MapValue> rows = List.of();
        for (List<MapValue> set : SqlOutput.resultSets(outcome.text())) {
            if (set.size() == 1 && set.getFirst().get(ROWS) instanceof TextValue count) {
                sets.add(rows);
                counts.add(Math.max(rows.size(), Long.parseLong(count.text())));
                rows = List.of();
            } else {
                rows = set;
            }
        }
        return withRows(result, sets, counts);
    }
}
