package com.foobar.deploy.template.filter;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;

/** The two ways in which a filter, test or lookup refuses. */
final class Problem {
    private Problem() {}

    /** A value has a type that does not fit. */
    static DeployException type(String message) {
        return Diagnostic.of(ErrorCode.EXPRESSION_TYPE, message).toException();
    }

    /** The types fit, but the content does not, or something outside is missing. */
    static DeployException failed(String message) {
        return Diagnostic.of(ErrorCode.TEMPLATE_FAILED, message).toException();
    }

    static DeployException failed(String message, Throwable cause) {
        return Diagnostic.of(ErrorCode.TEMPLATE_FAILED, message).toException(cause);
    }
}
