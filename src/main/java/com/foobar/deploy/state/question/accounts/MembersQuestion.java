package com.foobar.deploy.state.question.accounts;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;
import java.util.Set;

/**
 * The names of all users whose primary group this is.
 *
 * @param group its name
 */
public record MembersQuestion(String group) implements Question<Set<String>> {
    @Override
    public QuestionKind<?, Set<String>> kind() {
        return PrimaryGroups.KIND;
    }

    @Override
    public Topic topic() {
        return Topic.ACCOUNT;
    }
}
