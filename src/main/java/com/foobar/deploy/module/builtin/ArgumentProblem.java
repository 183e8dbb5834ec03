package com.foobar.deploy.module.builtin;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;

/** Errors in arguments that only a decision can find. */
final class ArgumentProblem {
    private ArgumentProblem() {}

    static DeployException of(String message) {
        return Diagnostic.of(ErrorCode.ARGUMENT_VALUE, message).toException();
    }
}
