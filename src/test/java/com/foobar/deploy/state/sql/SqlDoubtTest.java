package com.foobar.deploy.state.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.state.question.databases.SqlQuestion;
import com.foobar.deploy.value.TextValue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlDoubtTest {
    private static final SqlLogin LOCAL = new SqlLogin(
            Optional.empty(),
            Optional.empty(),
            SqlLogin.Server.LOCAL,
            Optional.empty(),
            Optional.empty(),
            SqlLogin.Tls.NONE,
            30);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        SET GLOBAL read_only = OFF                  | SELECT @@global.read_only                          | true
        SET GLOBAL read_only = OFF                  | SELECT name FROM shop.item                         | false
        START REPLICA                               | SHOW REPLICA STATUS                                | true
        CREATE USER 'one'@'%' IDENTIFIED BY 'x'     | SELECT host FROM mysql.user WHERE user = 'one'     | true
        CREATE USER 'one'@'%' IDENTIFIED BY 'x'     | SELECT host FROM mysql.user WHERE user = 'two'     | false
        CREATE USER 'one'@'%' IDENTIFIED BY 'x'     | SELECT host FROM mysql.user                        | true
        GRANT ALL ON shop.* TO 'one'@'10.0.0.1'     | SHOW GRANTS FOR 'one'@'10.0.0.2'                   | false
        CREATE TABLE IF NOT EXISTS shop.item (a INT)| SELECT name FROM t WHERE table_schema = 'shop'     | true
        CREATE DATABASE shop                        | SHOW DATABASES                                     | true
        CREATE DATABASE shop                        | SELECT host FROM mysql.user                        | false
        INSERT INTO item VALUES (1)                 | SELECT COUNT(*) FROM item                          | true
        CALL anything()                             | SELECT 1                                           | true
        SELECT ROW_COUNT()                          | SELECT 1                                           | false
        """)
    void whatAStatementSaysTellsWhatItMayChange(String statement, String asked, boolean concerned) {
        var doubt = new SqlDoubt(List.of(SqlText.userCode(TextValue.plain(statement))));

        assertThat(doubt.concerns(new SqlQuestion(LOCAL, SqlText.userCode(TextValue.plain(asked))), null))
                .isEqualTo(concerned);
    }
}
