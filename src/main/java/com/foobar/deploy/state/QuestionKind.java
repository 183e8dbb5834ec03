package com.foobar.deploy.state;

import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import java.util.List;
import java.util.Map;

/**
 * How questions of one kind are asked and their answers understood.
 *
 * @param <Q> the question
 * @param <A> the answer
 */
public sealed interface QuestionKind<Q extends Question<A>, A> {
    /** For timings and messages: "files", "packages" ... */
    String name();

    /**
     * Asked by one script for all questions of the kind, in one step of the worker: as few forks as can be. The script
     * changes nothing on the host, not even a temporary file.
     */
    non-sealed interface Scripted<Q extends Question<A>, A> extends QuestionKind<Q, A> {
        ShellText script(List<Q> questions);

        /**
         * Understands what the script printed. The bytes are untrusted: a file name may hold a line break.
         *
         * @return an answer for every question
         * @throws com.foobar.deploy.diagnostic.DeployException OUTPUT_NOT_UNDERSTOOD
         */
        Map<Q, A> parse(List<Q> questions, StepResult result);
    }

    /** Asked one by one by the controller over the connection (a tunnel), where no shell can. */
    non-sealed interface Direct<Q extends Question<A>, A> extends QuestionKind<Q, A> {
        A ask(Q question, HostConnection connection);
    }
}
