package com.foobar.deploy.engine.task;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.engine.host.AnswerBook;
import com.foobar.deploy.engine.prepared.Cursor;
import com.foobar.deploy.engine.prepared.Prepared;
import com.foobar.deploy.engine.reading.Asker;
import com.foobar.deploy.state.Doubted;
import com.foobar.deploy.state.Question;
import com.foobar.deploy.state.Topic;
import com.foobar.deploy.state.question.accounts.UserQuestion;
import com.foobar.deploy.state.question.files.FileQuestion;
import com.foobar.deploy.state.question.files.FileState;
import com.foobar.deploy.state.question.files.TreeQuestion;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * In a plan, whether a task can become its user. The host may refuse what an earlier task of the plan makes possible: it
 * makes the account, or brings the right or the program.
 */
final class BecomeInPlan {
    private static final Set<ErrorCode> REFUSALS = EnumSet.of(ErrorCode.BECOME_REFUSED, ErrorCode.BECOME_PASSWORD);

    private final Asker asker;
    private final Cursor cursor;
    private boolean assumed;

    BecomeInPlan(Asker asker, Cursor cursor) {
        this.asker = asker;
        this.cursor = cursor;
    }

    /** The host has refused it, and the plan goes on as if it did not: nothing can be asked as this user. */
    boolean isAssumed() {
        return assumed;
    }

    /** Takes it for possible, if an earlier task may make it so, whose name is returned. */
    Optional<String> assume(Prepared<?> prepared, DeployException refusal) {
        if (!prepared.context().checkMode()
                || !REFUSALS.contains(refusal.diagnostic().code())
                || prepared.becomes().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> by = broughtBy(prepared, prepared.becomes().get());
        assumed = by.isPresent();
        return by;
    }

    /** As the user who logged in the host can be asked whether there is such a user at all. */
    private Optional<String> broughtBy(Prepared<?> prepared, UserQuestion user) {
        Prepared<?> plain = prepared.as(Become.NOBODY_ELSE);
        AnswerBook onHost = plain.target().answers().book(plain.become().key()).asOnHost();
        if (!onHost.knows(user)) {
            asker.ask(plain, Set.of(user), cursor);
        }
        AnswerBook book = plain.target().answers().book(plain.become().key());
        if (!onHost.to(user).exists()) {
            return book.broughtBy(user);
        }
        String program = prepared.become().method();
        return Stream.<Question<?>>of(
                        TreeQuestion.of("/etc/sudoers.d"),
                        FileQuestion.content("/etc/sudoers"),
                        FileQuestion.attributes("/usr/bin/" + program))
                .map(book::broughtBy)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Why the user is not there any more when the task's turn comes. */
    static Optional<String> removed(Prepared<?> prepared) {
        if (prepared.becomes().isEmpty()) {
            return Optional.empty();
        }
        UserQuestion user = prepared.becomes().get();
        AnswerBook book = prepared.book();
        boolean removed = !book.to(user).exists() && book.asOnHost().to(user).exists();
        return removed
                ? Optional.of("cannot become `" + user.name() + "`: an earlier task removes the user")
                : Optional.empty();
    }

    /** What the task may change, as far as its user may. */
    Doubted doubts(Prepared<?> prepared) {
        boolean root =
                prepared.becomes().filter(user -> user.name().equals("root")).isPresent();
        return (question, answer) -> root
                || question.topic().network()
                || question.topic() == Topic.FILE && !(answer instanceof FileState file && file.exists());
    }
}
