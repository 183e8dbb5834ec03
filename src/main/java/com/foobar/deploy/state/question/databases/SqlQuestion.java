package com.foobar.deploy.state.question.databases;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.sql.SqlLogin;
import com.foobar.deploy.state.sql.SqlText;

/**
 * What a database says to one statement that only reads.
 *
 * @param statement without its semicolon
 */
public record SqlQuestion(SqlLogin login, SqlText statement) implements Question<SqlAnswer> {
    @Override
    public QuestionKind<?, SqlAnswer> kind() {
        return SqlKind.INSTANCE;
    }

    @Override
    public String text() {
        return statement.reveal();
    }

    @Override
    public Topic topic() {
        return Topic.SQL;
    }
}
