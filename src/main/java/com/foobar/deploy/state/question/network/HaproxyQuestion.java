package com.foobar.deploy.state.question.network;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;

/**
 * How a running HAProxy sees its servers.
 *
 * @param socket path of the runtime socket
 */
public record HaproxyQuestion(String socket) implements Question<HaproxyState> {
    @Override
    public QuestionKind<?, HaproxyState> kind() {
        return HaproxyKind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.HTTP;
    }
}
