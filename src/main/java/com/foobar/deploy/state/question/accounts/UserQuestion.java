package com.foobar.deploy.state.question.accounts;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;

/** A user, by name. */
public record UserQuestion(String name) implements Question<UserState> {
    @Override
    public QuestionKind<?, UserState> kind() {
        return AccountKinds.USERS;
    }

    @Override
    public Topic topic() {
        return Topic.ACCOUNT;
    }
}
