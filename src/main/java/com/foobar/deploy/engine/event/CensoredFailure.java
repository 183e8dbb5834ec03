package com.foobar.deploy.engine.event;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;

/** Why a task failed, as far as it may be told. */
public final class CensoredFailure {
    private CensoredFailure() {}

    /**
     * Of a task with {@code no_log} only the kind of error and its place are told. That a variable is missing is told too: its
     * name is in the playbook, and there is no value to hide.
     */
    public static Diagnostic of(Diagnostic why, boolean censored) {
        if (!censored) {
            return why;
        }
        String message = why.code() == ErrorCode.UNDEFINED_VARIABLE
                ? why.message()
                : "the task failed; its result is hidden by no_log";
        return Diagnostic.of(why.code(), message).at(why.place());
    }
}
