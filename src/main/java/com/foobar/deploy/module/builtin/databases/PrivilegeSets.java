package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.question.databases.SqlQuestion;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What ALL stands for on a target. The server is asked only where that matters.
 *
 * @param known every privilege that the server knows
 */
record PrivilegeSets(Supplier<Set<String>> known) {
    private static final Set<String> ON_TABLE = Set.of(
            "SELECT",
            "INSERT",
            "UPDATE",
            "DELETE",
            "CREATE",
            "DROP",
            "REFERENCES",
            "INDEX",
            "ALTER",
            "CREATE VIEW",
            "SHOW VIEW",
            "TRIGGER",
            "DELETE HISTORY");

    private static final Set<String> ON_ROUTINE = Set.of("EXECUTE", "ALTER ROUTINE", "SHOW CREATE ROUTINE");

    private static final Set<String> ON_DATABASE_ONLY =
            Set.of("CREATE TEMPORARY TABLES", "LOCK TABLES", "CREATE ROUTINE", "EVENT");

    private static final Set<String> NOT_IN_ALL = Set.of("USAGE", "PROXY", Grants.GRANT);

    /** What every server lists in place of ALL for an account that has it everywhere. */
    private static final Set<String> EVERYWHERE = Set.of(
            "RELOAD",
            "SHUTDOWN",
            "PROCESS",
            "FILE",
            "SHOW DATABASES",
            "SUPER",
            "REPLICATION SLAVE",
            "BINLOG MONITOR",
            "CREATE USER",
            "CREATE TABLESPACE");

    static PrivilegeSets of(SqlLogin login, Answers answers) {
        return new PrivilegeSets(() -> {
            var known = new TreeSet<String>();
            SqlDecisions.rows(answers.to(question(login)))
                    .forEach(row -> known.add(Grants.spelled(SqlDecisions.column(row, "Privilege"))));
            known.removeAll(NOT_IN_ALL);
            return known;
        });
    }

    static SqlQuestion question(SqlLogin login) {
        return new SqlQuestion(login, SqlText.lit("SHOW PRIVILEGES"));
    }

    /** Every privilege that ALL brings on a target. */
    Set<String> all(PrivilegeTarget target) {
        var all = new TreeSet<>(known.get());
        if (!target.everything()) {
            all.retainAll(possible(target));
        }
        return all;
    }

    private static Set<String> possible(PrivilegeTarget target) {
        if (target.kind() != PrivilegeTarget.Kind.TABLE) {
            return ON_ROUTINE;
        }
        var possible = new TreeSet<>(ON_TABLE);
        if (target.wholeDatabase()) {
            possible.addAll(ON_ROUTINE);
            possible.addAll(ON_DATABASE_ONLY);
        }
        return possible;
    }

    /** True if privileges are ALL, though a server lists them one by one: what a plug-in brings is not asked for. */
    static boolean isAll(PrivilegeTarget target, Set<String> privileges) {
        if (privileges.contains(Grants.ALL)) {
            return true;
        }
        if (target.everything()) {
            var needed = new TreeSet<>(EVERYWHERE);
            needed.addAll(possible(PrivilegeTarget.of("any.*")));
            needed.removeAll(Set.of("DELETE HISTORY", "SHOW CREATE ROUTINE"));
            return privileges.containsAll(needed);
        }
        return target.kind() != PrivilegeTarget.Kind.TABLE
                && privileges.containsAll(Set.of("EXECUTE", "ALTER ROUTINE"));
    }
}
