package com.foobar.deploy.state.question.system;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;

/**
 * What a command says that only reads. The script runs in a subshell of its own with standard input from /dev/null.
 *
 * @param script must change nothing on the host
 */
public record CommandQuestion(ShellText script) implements Question<StepResult> {
    @Override
    public QuestionKind<?, StepResult> kind() {
        return CommandKind.INSTANCE;
    }

    @Override
    public String text() {
        return script.reveal();
    }

    @Override
    public Topic topic() {
        return Topic.COMMAND;
    }
}
