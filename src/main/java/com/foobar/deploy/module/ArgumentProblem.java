package com.foobar.deploy.module;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;

/** Errors in arguments that only a decision can find. */
public final class ArgumentProblem {
    private ArgumentProblem() {}

    public static DeployException of(String message) {
        return Diagnostic.of(ErrorCode.ARGUMENT_VALUE, message).toException();
    }
}
