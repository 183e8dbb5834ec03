package com.foobar.deploy.state.question.accounts;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;

/**
 * A group, by its name or its number.
 *
 * @param name digits alone stand for a number
 */
public record GroupQuestion(String name) implements Question<GroupState> {
    @Override
    public QuestionKind<?, GroupState> kind() {
        return AccountKinds.GROUPS;
    }

    @Override
    public Topic topic() {
        return Topic.ACCOUNT;
    }
}
