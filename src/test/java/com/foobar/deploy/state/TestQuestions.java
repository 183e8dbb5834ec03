package com.foobar.deploy.state;

import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Asks questions of one kind of this machine, through a shell. */
public final class TestQuestions {
    private TestQuestions() {}

    public static <Q extends Question<A>, A> Answers ask(TestShell shell, List<Q> questions) {
        return ask(shell::run, questions);
    }

    /** @param runner runs a script in a way of its own */
    @SuppressWarnings("unchecked") // a question's kind asks questions of its type
    public static <Q extends Question<A>, A> Answers ask(Function<ShellText, StepResult> runner, List<Q> questions) {
        var kind = (QuestionKind.Scripted<Q, A>) questions.getFirst().kind();
        Map<Q, A> answers = kind.parse(questions, runner.apply(kind.script(questions)));
        return new Answers() {
            @Override
            public <B> B to(Question<B> question) {
                return (B) Objects.requireNonNull((Object) answers.get(question));
            }
        };
    }

    public static <A> A ask(TestShell shell, Question<A> question) {
        return ask(shell, List.of(question)).to(question);
    }
}
