package com.foobar.deploy.template.filter.argument;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;

/** The two ways in which a filter, test or lookup refuses. */
public final class Problem {
    private Problem() {}

    /** A value has a type that does not fit. */
    public static DeployException type(String message) {
        return Diagnostic.of(ErrorCode.EXPRESSION_TYPE, message).toException();
    }

    /** The types fit, but the content does not, or something outside is missing. */
    public static DeployException failed(String message) {
        return Diagnostic.of(ErrorCode.TEMPLATE_FAILED, message).toException();
    }

    public static DeployException failed(String message, Throwable cause) {
        return Diagnostic.of(ErrorCode.TEMPLATE_FAILED, message).toException(cause);
    }
}
