package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.module.Arg;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.module.Module;
import com.foobar.deploy.module.ModuleResult;
import com.foobar.deploy.module.TaskContext;
import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.HostChange;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.databases.SqlAnswer;
import com.foobar.deploy.state.question.databases.SqlQuestion;
import com.foobar.deploy.state.sql.SqlChange;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.ListValue;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes, drops, dumps and loads databases. */
final class MysqlDbModule implements Module<MysqlDbModule.Args> {
    enum State {
        PRESENT,
        ABSENT,
        DUMP,
        IMPORT
    }

    record Args(
            @Arg(value = "names of the databases", aliases = "db")
            List<String> name,

            @Arg(value = "present, absent, dump or import", fallback = "present")
            State state,

            @Arg("character set of a new database") Optional<String> encoding,
            @Arg("collation of a new database") Optional<String> collation,

            @Arg("file on the target to dump to or to load; .gz, .bz2, .xz and .zst are known")
            Optional<String> target,

            @Arg(value = "dump in one transaction", fallback = "false")
            boolean singleTransaction,

            @Arg(value = "dump row by row", fallback = "true")
            boolean quick,

            @Arg(value = "go on after a failed statement of an import", fallback = "false")
            boolean force,

            @Arg("tables left out of a dump, as database.table")
            List<String> ignoreTables,

            SqlLoginArgs server) {
        Args {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("`name` names no database");
            }
            if ((state == State.DUMP || state == State.IMPORT) && target.isEmpty()) {
                throw new IllegalArgumentException("dump and import need `target`");
            }
            if (state == State.IMPORT && name.size() > 1) {
                throw new IllegalArgumentException("an import is for one database");
            }
        }

        SqlLogin login() {
            return server.login();
        }
    }

    @Override
    public String name() {
        return "mysql_db";
    }

    @Override
    public String summary() {
        return "Makes, drops, dumps and loads databases of MySQL and MariaDB.";
    }

    @Override
    public Class<Args> arguments() {
        return Args.class;
    }

    @Override
    public Set<Question<?>> reads(Args args, TaskContext context) {
        var questions = new LinkedHashSet<Question<?>>();
        if (!all(args)) {
            args.name().forEach(name -> questions.add(question(args.login(), name)));
        }
        return questions;
    }

    private static boolean all(Args args) {
        return args.name().equals(List.of("all"));
    }

    private static SqlQuestion question(SqlLogin login, String name) {
        return new SqlQuestion(
                login,
                SqlText.lit("SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ")
                        .text(name));
    }

    @Override
    public Decision decide(Args args, Answers answers, TaskContext context) {
        ModuleResult result = ModuleResult.EMPTY
                .with("db", String.join(" ", args.name()))
                .with("db_list", ListValue.ofStrings(args.name()));
        var present = new ArrayList<String>();
        if (!all(args)) {
            for (String name : args.name()) {
                SqlAnswer answer = answers.to(question(args.login(), name));
                Optional<Decision> unreachable = SqlDecisions.unreachable(context, answer);
                if (unreachable.isPresent()) {
                    return unreachable.get();
                }
                if (!SqlDecisions.rows(answer).isEmpty()) {
                    present.add(name);
                }
            }
        }
        return switch (args.state()) {
            case PRESENT -> create(args, present, result);
            case ABSENT -> drop(args, present, result);
            case DUMP -> MysqlDump.dump(args, present, result);
            case IMPORT -> load(args, present, result);
        };
    }

    private static Decision create(Args args, List<String> present, ModuleResult result) {
        var changes = new ArrayList<HostChange>();
        args.name().stream().filter(name -> !present.contains(name)).forEach(name -> changes.add(create(args, name)));
        return changes.isEmpty()
                ? new Decision.Unchanged("`" + String.join("`, `", present) + "` exists", result)
                : Decision.Change.of(changes, result);
    }

    private static HostChange create(Args args, String name) {
        SqlText statement = SqlText.lit("CREATE DATABASE ").name(name);
        if (args.encoding().isPresent()) {
            statement = statement.and(" CHARACTER SET ").words(args.encoding().get());
        }
        if (args.collation().isPresent()) {
            statement = statement.and(" COLLATE ").words(args.collation().get());
        }
        var row = new SqlAnswer.Rows(List.of(MapValue.ofStrings(Map.of("name", Value.of(name)))));
        return SqlChange.of("create database " + name, args.login(), statement)
                .expecting(question(args.login(), name), row);
    }

    private static Decision drop(Args args, List<String> present, ModuleResult result) {
        if (present.isEmpty()) {
            return new Decision.Unchanged("`" + String.join("`, `", args.name()) + "` does not exist", result);
        }
        List<HostChange> changes = new ArrayList<>();
        for (String name : present) {
            changes.add(SqlChange.of(
                            "drop database " + name,
                            args.login(),
                            SqlText.lit("DROP DATABASE ").name(name))
                    .expecting(question(args.login(), name), new SqlAnswer.Rows(List.of())));
        }
        return Decision.Change.of(changes, result);
    }

    private static Decision load(Args args, List<String> present, ModuleResult result) {
        var changes = new ArrayList<HostChange>();
        if (!all(args) && present.isEmpty()) {
            changes.add(create(args, args.name().getFirst()));
        }
        changes.add(MysqlDump.load(args));
        return Decision.Change.of(changes, result);
    }
}
