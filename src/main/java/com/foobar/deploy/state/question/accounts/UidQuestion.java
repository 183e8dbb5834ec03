package com.foobar.deploy.state.question.accounts;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import java.util.Set;

/** The names of all users that have a number. */
public record UidQuestion(long uid) implements Question<Set<String>> {
    @Override
    public QuestionKind<?, Set<String>> kind() {
        return AccountKinds.UIDS;
    }

    @Override
    public Topic topic() {
        return Topic.ACCOUNT;
    }
}
