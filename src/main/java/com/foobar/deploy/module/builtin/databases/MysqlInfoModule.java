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
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells what a server says of itself: version, settings, databases, users. */
final class MysqlInfoModule implements Module<MysqlInfoModule.Args> {
    enum Part {
        VERSION,
        DATABASES,
        SETTINGS,
        GLOBAL_STATUS,
        USERS,
        ENGINES,
        MASTER_STATUS,
        SLAVE_STATUS
    }

    record Args(
            @Arg("the parts to return: version, databases, settings, global_status, users, engines, master_status,"
                    + " slave_status; all where none is named")
            List<Part> filter,

            @Arg("database to start in") Optional<String> loginDb,

            SqlLoginArgs server) {
        SqlLogin login() {
            return server.login();
        }

        List<Part> parts() {
            return filter.isEmpty() ? List.of(Part.values()) : filter;
        }
    }

    @Override
    public String name() {
        return "mysql_info";
    }

    @Override
    public String summary() {
        return "Tells version, settings, databases and accounts of MySQL or MariaDB.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    private static SqlQuestion question(SqlLogin login, Part part) {
        return switch (part) {
            case VERSION -> MysqlServer.version(login);
            case DATABASES -> new SqlQuestion(login, SqlText.lit("SHOW DATABASES"));
            case SETTINGS -> new SqlQuestion(login, SqlText.lit("SHOW GLOBAL VARIABLES"));
            case GLOBAL_STATUS -> new SqlQuestion(login, SqlText.lit("SHOW GLOBAL STATUS"));
            case USERS ->
                new SqlQuestion(
                        login, SqlText.lit("SELECT user AS user, host AS host, plugin AS plugin FROM mysql.user"));
            case ENGINES -> new SqlQuestion(login, SqlText.lit("SHOW ENGINES"));
            case MASTER_STATUS -> MysqlReplica.primaryStatus(login).getFirst();
            case SLAVE_STATUS -> MysqlReplica.status(login);
        };
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>();
        args.parts().forEach(part -> questions.add(question(args.login(), part)));
        return questions;
    }

    @Override
    public boolean readsOnly(Args args, TaskContext context) {
        return true;
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        ModuleResult result = ModuleResult.EMPTY;
        for (Part part : args.parts()) {
            SqlAnswer answer = answers.to(question(args.login(), part));
            Optional<Decision> unreachable = SqlDecisions.unreadable(context, answer);
            if (unreachable.isPresent()) {
                return unreachable.get();
            }
            result =
                    result.with(part.name().toLowerCase(java.util.Locale.ROOT), value(part, SqlDecisions.rows(answer)));
        }
        return new Decision.Unchanged("it only reads", result);
    }

    private static Value value(Part part, List<MapValue> rows) {
        return switch (part) {
            case VERSION -> version(rows.isEmpty() ? "" : SqlDecisions.column(rows.getFirst(), "version"));
            case DATABASES -> keyed(rows, "Database");
            case SETTINGS, GLOBAL_STATUS -> pairs(rows);
            case ENGINES -> keyed(rows, "Engine");
            case USERS -> users(rows);
            case MASTER_STATUS, SLAVE_STATUS -> rows.isEmpty() ? MapValue.EMPTY : rows.getFirst();
        };
    }

    private static Value version(String full) {
        String[] parts = full.split("-", 2);
        String[] numbers = parts[0].split("\\.");
        var version = new LinkedHashMap<String, Value>();
        version.put("full", Value.of(full));
        version.put("major", Value.of(number(numbers, 0)));
        version.put("minor", Value.of(number(numbers, 1)));
        version.put("release", Value.of(number(numbers, 2)));
        version.put("suffix", Value.of(parts.length > 1 ? parts[1] : ""));
        return Value.of(version);
    }

    private static long number(String[] numbers, int index) {
        return index < numbers.length && numbers[index].matches("\\d+") ? Long.parseLong(numbers[index]) : 0;
    }

    private static Value keyed(List<MapValue> rows, String key) {
        var all = new LinkedHashMap<String, Value>();
        rows.forEach(row -> all.put(SqlDecisions.column(row, key), row));
        return Value.of(all);
    }

    private static Value pairs(List<MapValue> rows) {
        var all = new LinkedHashMap<String, Value>();
        rows.forEach(
                row -> all.put(SqlDecisions.column(row, "Variable_name"), Value.of(SqlDecisions.column(row, "Value"))));
        return Value.of(all);
    }

    /** By host, then by name. */
    private static Value users(List<MapValue> rows) {
        var hosts = new LinkedHashMap<String, LinkedHashMap<String, Value>>();
        rows.forEach(row -> hosts.computeIfAbsent(SqlDecisions.column(row, "host"), _ -> new LinkedHashMap<>())
                .put(SqlDecisions.column(row, "user"), row));
        var all = new LinkedHashMap<String, Value>();
        hosts.forEach((host, users) -> all.put(host, Value.of(users)));
        return Value.of(all);
    }
}
