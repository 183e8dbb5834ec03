package com.foobar.deploy.engine.task;

import com.foobar.deploy.engine.prepared.Prepared;
import com.foobar.deploy.module.Decision;
import com.foobar.deploy.state.change.WriteFile;
import com.foobar.deploy.state.question.files.FileState;
import java.util.Optional;

/**
 * How sure a plan's decision is.
 *
 * @param status what it depends on whether the task changes something; empty where that is sure
 * @param result what the values that it registers depend on; empty where they are sure
 */
record Certainty(Optional<String> status, Optional<String> result) {
    static final Certainty SURE = new Certainty(Optional.empty(), Optional.empty());

    /**
     * @param condition what the task's conditions depend on
     * @param arguments what its arguments depend on
     * @param answers what the answers it was decided from depend on
     */
    static Certainty of(
            Prepared<?> prepared,
            Decision decision,
            Optional<String> condition,
            Optional<String> arguments,
            Optional<String> answers) {
        Optional<String> any = condition.or(() -> arguments).or(() -> answers);
        if (any.isEmpty()) {
            return SURE;
        }
        boolean nothingToChange = !(decision instanceof Decision.Change || decision instanceof Decision.Failed);
        if (condition.isEmpty() && nothingToChange && prepared.readsOnly()) {
            return new Certainty(Optional.empty(), any);
        }
        Optional<String> status = condition
                .or(() -> arguments.filter(_ -> !writesWhatIsMissing(decision)))
                .or(() -> answers.filter(_ -> !new Alternatives(prepared).agreeWith(decision)));
        return new Certainty(status, status.or(() -> arguments));
    }

    /** Whatever its content will be, the file is written, since there is none. */
    private static boolean writesWhatIsMissing(Decision decision) {
        return decision instanceof Decision.Change change
                && !change.changes().isEmpty()
                && change.changes().stream()
                        .allMatch(one ->
                                one instanceof WriteFile write && write.before().type() == FileState.Type.MISSING);
    }
}
