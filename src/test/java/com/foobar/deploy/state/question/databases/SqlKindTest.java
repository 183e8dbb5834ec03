package com.foobar.deploy.state.question.databases;

import static org.assertj.core.api.Assertions.assertThat;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.NullValue;
import com.foobar.deploy.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqlKindTest {
    private static final String NONCE = "0123456789abcdef0123456789abcdef";
    private static final SqlQuestion ONE = new SqlQuestion(SqlLogin.LOCAL, SqlText.lit("SELECT 1"));
    private static final SqlQuestion TWO = new SqlQuestion(SqlLogin.LOCAL, SqlText.lit("SELECT 2"));
    private static final SqlQuestion ELSEWHERE = new SqlQuestion(SqlLogin.LOCAL.in("shop"), SqlText.lit("SELECT 3"));

    private static String mark(int index) {
        return set("SELECT", "<field name=\"foobar-deploy question\">" + index + "</field>");
    }

    private static String set(String statement, String fields) {
        String row = fields.isEmpty() ? "" : "\n  <row>\n\t" + fields + "\n  </row>\n";
        return "<?xml version=\"1.0\"?>\n\n<resultset statement=\"" + statement + "\" xmlns:xsi=\"x\">" + row
                + "</resultset>\n";
    }

    private static MapValue row(Object... columns) {
        var map = new LinkedHashMap<String, Value>();
        for (int i = 0; i < columns.length; i += 2) {
            map.put((String) columns[i], (Value) columns[i + 1]);
        }
        return MapValue.ofStrings(map);
    }

    @Test
    void rowsAreAssignedToTheirQuestions() {
        String out = NONCE + "\n" + mark(0)
                + set(
                                "S",
                                "<field name=\"a&quot;b\">x &lt;&amp;&gt;\n"
                                        + "</row></field>\n"
                                        + "\t<field name=\"n\" xsi:nil=\"true\" />")
                        .replace("</row></field>", "</field>")
                + mark(1) + set("S", "") + "\n" + NONCE + " 0\n";
        var answers = SqlKind.INSTANCE.parse(List.of(ONE, TWO), StepResult.of(0, out, "\n" + NONCE + "\n"));
        assertThat(answers.get(ONE))
                .isEqualTo(new SqlAnswer.Rows(List.of(row("a\"b", Value.of("x <&>\n"), "n", NullValue.NULL))));
        assertThat(answers.get(TWO)).isEqualTo(new SqlAnswer.Rows(List.of()));
    }

    @Test
    void aRefusedStatementIsFoundByItsLine() {
        // Each question takes four lines of the client's input: a mark and the statement, each with its semicolon.
        String out = NONCE + "\n" + mark(0) + mark(1) + set("S", "<field name=\"2\">2</field>") + "\n" + NONCE + " 1\n";
        String err = "ERROR 1146 (42S02) at line 4: Table 'x.y' doesn't exist\n\n" + NONCE + "\n";
        var answers = SqlKind.INSTANCE.parse(List.of(ONE, TWO), StepResult.of(0, out, err));
        assertThat(answers.get(ONE)).isEqualTo(new SqlAnswer.Refused(1146, "Table 'x.y' doesn't exist"));
        assertThat(answers.get(TWO)).isEqualTo(new SqlAnswer.Rows(List.of(row("2", Value.of("2")))));
    }

    @Test
    void everyLoginIsARunOfItsOwn() {
        String out = NONCE + "\n\n" + NONCE + " 1\n" + mark(0) + set("S", "<field name=\"3\">3</field>") + "\n" + NONCE
                + " 0\n";
        String err = "ERROR 2002 (HY000): Can't connect to local server\n\n" + NONCE + "\n\n" + NONCE + "\n";
        var answers = SqlKind.INSTANCE.parse(List.of(ONE, ELSEWHERE, TWO), StepResult.of(0, out, err));
        assertThat(answers.get(ONE)).isEqualTo(new SqlAnswer.Unreachable(2002, "Can't connect to local server"));
        assertThat(answers.get(TWO)).isEqualTo(answers.get(ONE));
        assertThat(answers.get(ELSEWHERE)).isEqualTo(new SqlAnswer.Rows(List.of(row("3", Value.of("3")))));
    }

    @Test
    void aHostWithoutAClientSaysSo() {
        String out = NONCE + "\n\n" + NONCE + " 127\n";
        var answers = SqlKind.INSTANCE.parse(List.of(ONE), StepResult.of(0, out, "\n" + NONCE + "\n"));
        assertThat(answers.get(ONE))
                .isEqualTo(new SqlAnswer.Unreachable(127, "there is no mysql or mariadb client on the host"));
    }
}
