package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.state.question.databases.SqlAnswer;
import com.foobar.deploy.state.question.databases.SqlQuestion;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the two dialects a server speaks.
 *
 * @param sourceWords says SOURCE and REPLICA where older servers and MariaDB say MASTER and SLAVE (MySQL 8.0.23)
 */
record MysqlServer(boolean mariadb, boolean sourceWords) {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+).*");

    static SqlQuestion version(SqlLogin login) {
        return new SqlQuestion(login, SqlText.lit("SELECT VERSION() AS version"));
    }

    static MysqlServer of(SqlAnswer answer) {
        String version = SqlDecisions.rows(answer).stream()
                .map(row -> SqlDecisions.column(row, "version"))
                .findFirst()
                .orElse("");
        boolean mariadb = version.contains("MariaDB");
        Matcher number = VERSION.matcher(version);
        boolean words = !mariadb && number.matches() && atLeast(number, 8, 0, 23);
        return new MysqlServer(mariadb, words);
    }

    private static boolean atLeast(Matcher version, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            int order = Integer.compare(Integer.parseInt(version.group(i + 1)), wanted[i]);
            if (order != 0) {
                return order > 0;
            }
        }
        return true;
    }
}
