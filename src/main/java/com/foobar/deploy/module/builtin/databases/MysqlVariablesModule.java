package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.databases.SqlAnswer;
import com.foobar.deploy.state.question.databases.SqlQuestion;
import com.foobar.deploy.state.sql.SqlChange;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads and sets a server variable. */
final class MysqlVariablesModule implements Module<MysqlVariablesModule.Args> {
    enum Mode {
        GLOBAL,
        PERSIST,
        PERSIST_ONLY
    }

    record Args(
            @Arg("name of the variable") String variable,

            @Arg("its value; without it the variable is only read")
            Optional<String> value,

            @Arg(value = "global until the next start, persist beyond it, persist_only from it on", fallback = "global")
            Mode mode,

            SqlLoginArgs server) {
        Args {
            if (!variable.matches("[A-Za-z0-9_.]+")) {
                throw new IllegalArgumentException("`" + variable + "` is no name of a variable");
            }
        }

        SqlLogin login() {
            return server.login();
        }
    }

    @Override
    public String name() {
        return "mysql_variables";
    }

    @Override
    public String summary() {
        return "Reads and sets a global variable of MySQL or MariaDB.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    private static SqlQuestion running(Args args) {
        return new SqlQuestion(
                args.login(),
                SqlText.lit("SHOW GLOBAL VARIABLES WHERE Variable_name = ").text(args.variable()));
    }

    /** MariaDB has no such table, and no such modes. */
    private static SqlQuestion persisted(Args args) {
        return new SqlQuestion(
                args.login(),
                SqlText.lit("SELECT VARIABLE_VALUE AS Value FROM performance_schema.persisted_variables"
                                + " WHERE VARIABLE_NAME = ")
                        .text(args.variable()));
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>();
        questions.add(running(args));
        if (args.mode() != Mode.GLOBAL) {
            questions.add(persisted(args));
        }
        return questions;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        SqlAnswer answer = answers.to(running(args));
        Optional<Decision> unreachable = SqlDecisions.unreadable(context, answer);
        if (unreachable.isPresent()) {
            return unreachable.get();
        }
        List<MapValue> rows = SqlDecisions.rows(answer);
        if (rows.isEmpty()) {
            return Decision.failed("the server has no variable `" + args.variable() + "`");
        }
        String now = SqlDecisions.column(rows.getFirst(), "Value");
        if (args.value().isEmpty()) {
            return new Decision.Unchanged("it only reads", ModuleResult.EMPTY.with("msg", now));
        }
        String desired = args.value().get();
        var setting = new MysqlSetting(args.variable(), desired);
        boolean fits = args.mode() == Mode.PERSIST_ONLY || setting.is(now);
        if (args.mode() != Mode.GLOBAL) {
            fits &= SqlDecisions.rows(answers.to(persisted(args))).stream()
                    .anyMatch(row -> setting.is(SqlDecisions.column(row, "Value")));
        }
        ModuleResult result = ModuleResult.EMPTY.with("msg", "Variable is " + desired);
        return fits ? new Decision.Unchanged(args.variable() + " is " + desired, result) : set(args, desired, result);
    }

    private static Decision set(Args args, String desired, ModuleResult result) {
        SqlText name = SqlText.lit("SET ")
                .words(args.mode().name())
                .and(" ")
                .words(args.variable())
                .and(" = ");
        SqlText statement = new MysqlSetting(args.variable(), desired)
                .number()
                .map(number -> number.startsWith("-") ? name.and("-").words(number.substring(1)) : name.words(number))
                .orElseGet(() -> name.text(desired));
        var row = new SqlAnswer.Rows(List.of(
                MapValue.ofStrings(Map.of("Variable_name", Value.of(args.variable()), "Value", Value.of(desired)))));
        var change = SqlChange.of("set " + args.variable() + " to " + desired, args.login(), statement);
        return Decision.Change.of(
                List.of(args.mode() == Mode.PERSIST_ONLY ? change : change.expecting(running(args), row)),
                result.with("queries", Value.of(List.of(Value.of(statement.toString())))));
    }
}
