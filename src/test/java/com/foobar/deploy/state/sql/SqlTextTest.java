package com.foobar.deploy.state.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.foobar.deploy.value.Secret;
import com.foobar.deploy.value.TextValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SqlTextTest {
    @Test
    void valuesCannotBecomeCode() {
        assertThat(SqlText.lit("SELECT ").text("a'; DROP TABLE t; -- \\").reveal())
                .isEqualTo("SELECT 'a''; DROP TABLE t; -- \\\\'");
        assertThat(SqlText.lit("").text("line\nbreak\0\r\032").reveal()).isEqualTo("'line\nbreak\\0\r\032'");
        assertThat(SqlText.lit("USE ").name("we`ird").reveal()).isEqualTo("USE `we``ird`");
        assertThat(SqlText.lit("").account("a'b", "%").reveal()).isEqualTo("'a''b'@'%'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SqlText.lit("GRANT ").words("ALL; DROP"));
    }

    @Test
    void secretsAreMasked() {
        SqlText text = SqlText.lit("IDENTIFIED BY ").secret(new Secret("pass'word"));
        assertThat(text).hasToString("IDENTIFIED BY '[secret]'");
        assertThat(text.reveal()).isEqualTo("IDENTIFIED BY 'pass''word'");
        assertThat(SqlClient.run(SqlLogin.LOCAL, List.of(text), false).toString())
                .doesNotContain("pass");
    }

    @Test
    void theLoginGoesInByAPipeAndIsMasked() {
        var login = new SqlLogin(
                Optional.of("boss"),
                Optional.of(new Secret("a\"b\\c#")),
                new SqlLogin.Server(Optional.empty(), Optional.of(3307), Optional.empty()),
                Optional.of("/etc/login.cnf"),
                Optional.of("shop"),
                SqlLogin.Tls.NONE,
                5);
        assertThat(SqlClient.withSettings(login).reveal()).isEqualTo("""
            printf %s '!include /etc/login.cnf
            [client]
            user="boss"
            password="a\\"b\\\\c#"
            port="3307"
            [mysql]
            connect-timeout="5"
            database="shop"
            ' | { exec 3<&0; "$c" --defaults-extra-file=/dev/fd/3\
            """);
        assertThat(SqlClient.withSettings(login).toString()).doesNotContain("boss");
    }

    private static String modeFor(SqlText statement) {
        String script = SqlClient.run(SqlLogin.LOCAL, List.of(statement), false).reveal();
        return script.substring(script.lastIndexOf("printf %s ") + "printf %s ".length())
                .lines()
                .findFirst()
                .orElseThrow()
                .replace("'\\''", "\"");
    }

    /** A server with ANSI in its mode reads "x" as a name and prints names so; one with NO_BACKSLASH_ESCAPES keeps them. */
    @Test
    void statementsOfOursDoNotDependOnTheServersMode() {
        assertThat(modeFor(SqlText.lit("SHOW GRANTS FOR ").account("a", "%")))
                .isEqualTo("'SET SESSION sql_mode=\"STRICT_TRANS_TABLES\";");
    }

    @Test
    void whatTheUserWroteRunsInTheServersMode() {
        SqlText written = SqlText.userCode(TextValue.plain("SELECT \"column\", 'C:\\temp' FROM t WHERE a = "));
        assertThat(modeFor(written.text("it's\nnew"))).isEqualTo("'DO 0;");
        assertThat(modeFor(written.text("a\\b")))
                .isEqualTo("'SET SESSION sql_mode=REPLACE(@@SESSION.sql_mode,\"NO_BACKSLASH_ESCAPES\",\"\");");
    }

    @Test
    void linesOfStatementsAreKnown() {
        assertThat(SqlClient.lines(List.of(SqlText.lit("SELECT 1"), SqlText.lit("SELECT\n2"), SqlText.lit("SELECT 3"))))
                .containsExactly(2, 4, 7);
    }
}
