package com.foobar.deploy.state.question.packages;

import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.QuestionKind;
import com.foobar.deploy.state.Topic;

/**
 * Whether a package is installed, in which version, and what provides its name.
 *
 * @param name may end in {@code :architecture}
 */
public record PackageQuestion(String name) implements Question<PackageState> {
    @Override
    public QuestionKind<?, PackageState> kind() {
        return PackageKind.INSTANCE;
    }

    @Override
    public Topic topic() {
        return Topic.PACKAGE;
    }
}
