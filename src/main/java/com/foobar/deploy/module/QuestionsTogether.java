package com.foobar.deploy.module;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.UnansweredException;
import java.util.Collection;
import java.util.LinkedHashSet;

/** Has questions asked in one reading pass, instead of one after the other as a decision comes across them. */
public final class QuestionsTogether {
    private QuestionsTogether() {}

    /** @throws UnansweredException with all that are not answered yet */
    public static void ask(Collection<? extends Question<?>> questions, Answers answers) {
        var missing = new LinkedHashSet<Question<?>>();
        for (Question<?> question : questions) {
            try {
                answers.to(question);
            } catch (UnansweredException e) {
                missing.addAll(e.questions());
            }
        }
        if (!missing.isEmpty()) {
            throw new UnansweredException(missing);
        }
    }
}
