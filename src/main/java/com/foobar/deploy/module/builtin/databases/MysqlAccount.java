package com.foobar.deploy.module.builtin.databases;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.question.databases.SqlAnswer;
import com.foobar.deploy.state.question.databases.SqlQuestion;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.MapValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One account, and what is asked about it. */
record MysqlAccount(SqlLogin login, String user, String host) {
    /** No such grant defined: the account does not exist. */
    private static final int NO_GRANT = 1141;

    private static final int CANNOT_USER = 1396;

    /**
     * What is known of it.
     *
     * @param row of mysql.user; empty where the account does not exist
     * @param refused why the server does not tell
     */
    record State(Optional<MapValue> row, Grants grants, Optional<String> refused) {
        boolean exists() {
            return row.isPresent();
        }

        String column(String name) {
            return row.map(found -> SqlDecisions.column(found, name)).orElse("");
        }

        StoredPassword password() {
            return StoredPassword.ofHex(column("plugin"), column("hash"));
        }
    }

    SqlQuestion hosts() {
        return new SqlQuestion(
                login,
                SqlText.lit("SELECT host AS host FROM mysql.user WHERE user = ").text(user));
    }

    private SqlQuestion row() {
        return new SqlQuestion(
                login,
                SqlText.lit("SELECT plugin AS plugin, HEX(authentication_string) AS hash, ssl_type AS tls,"
                                + " CONVERT(ssl_cipher USING utf8mb4) AS cipher, CONVERT(x509_issuer USING utf8mb4)"
                                + " AS issuer, CONVERT(x509_subject USING utf8mb4) AS subject, max_questions AS"
                                + " max_queries_per_hour, max_updates AS max_updates_per_hour, max_connections AS"
                                + " max_connections_per_hour, max_user_connections AS max_user_connections"
                                + " FROM mysql.user WHERE user = ")
                        .text(user)
                        .and(" AND host = ")
                        .text(host));
    }

    private SqlQuestion grants() {
        return new SqlQuestion(login, SqlText.lit("SHOW GRANTS FOR ").account(user, host));
    }

    /** Its text says whether it is locked; MariaDB keeps that in no column. */
    SqlQuestion definition() {
        return new SqlQuestion(login, SqlText.lit("SHOW CREATE USER ").account(user, host));
    }

    Set<Question<?>> questions() {
        return Set.of(row(), grants());
    }

    State read(Answers answers) {
        SqlAnswer row = answers.to(row());
        SqlAnswer grants = answers.to(grants());
        if (row instanceof SqlAnswer.Refused refused) {
            return new State(Optional.empty(), Grants.shown(user, List.of()), Optional.of(refused.message()));
        }
        if (grants instanceof SqlAnswer.Refused refused
                && refused.code() != NO_GRANT
                && refused.code() != CANNOT_USER) {
            return new State(Optional.empty(), Grants.shown(user, List.of()), Optional.of(refused.message()));
        }
        List<String> lines = SqlDecisions.rows(grants).stream()
                .flatMap(found -> found.strings().values().stream().map(String::valueOf))
                .toList();
        return new State(SqlDecisions.rows(row).stream().findFirst(), Grants.shown(user, lines), Optional.empty());
    }

    boolean isLocked(Answers answers) {
        return SqlDecisions.rows(answers.to(definition())).stream()
                .flatMap(found -> found.strings().values().stream().map(String::valueOf))
                .anyMatch(text -> text.contains("ACCOUNT LOCK"));
    }

    SqlText named() {
        return SqlText.lit("").account(user, host);
    }

    @Override
    public String toString() {
        return "'" + user + "'@'" + host + "'";
    }
}
