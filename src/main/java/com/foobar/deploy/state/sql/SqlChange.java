package com.foobar.deploy.state.sql;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.Touched;
import com.foobar.deploy.state.change.ScriptChange;
import java.util.List;

/** Changes to a database: statements in order, the first that fails stops the rest. */
public final class SqlChange {
    private SqlChange() {}

    /** A syntax error quotes the statement, and some clients print it whole: both may hold a password. */
    private static final String ONLY_ERRORS =
            "sed -n '/^ERROR 1064 /s/:.*/: the server does not understand the" + " statement/; /^ERROR/p'";

    public static ScriptChange of(String describe, SqlLogin login, List<SqlText> statements) {
        ShellText script = SqlClient.find()
                .and("[ -n \"$c\" ] || { echo 'there is neither a mariadb nor a mysql client' >&2; exit 127; }\n")
                .and("{ e=$( { ")
                .and(SqlClient.run(login, statements, false))
                .and("; } 2>&1 >&4 ); r=$?; } 4>&1\n")
                .and("printf '%s\\n' \"$e\" | ")
                .and(ONLY_ERRORS)
                .and(" >&2\nexit $r");
        return ScriptChange.of(describe, script, Touched.topics(Topic.SQL)).doubting(new SqlDoubt(statements));
    }

    public static ScriptChange of(String describe, SqlLogin login, SqlText statement) {
        return of(describe, login, List.of(statement));
    }
}
