package com.foobar.deploy.module;

/** An argument that is right for Ansible and that this tool cannot serve: no mistake of a task that is never reached. */
public final class UnsupportedArgumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnsupportedArgumentException(String message) {
        super(message);
    }
}
