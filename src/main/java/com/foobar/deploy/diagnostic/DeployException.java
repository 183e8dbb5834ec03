package com.foobar.deploy.diagnostic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Carries a {@link Diagnostic} up to where it is shown, or to the task that it fails. */
public final class DeployException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;
    private final transient List<Diagnostic> others;

    public DeployException(Diagnostic diagnostic) {
        this(diagnostic, List.of());
    }

    public DeployException(Diagnostic diagnostic, Throwable cause) {
        super(diagnostic.message(), cause);
        this.diagnostic = diagnostic;
        this.others = List.of();
    }

    private DeployException(Diagnostic diagnostic, List<Diagnostic> others) {
        super(diagnostic.message());
        this.diagnostic = diagnostic;
        this.others = others;
    }

    /** Several mistakes that were found together; the first one decides on the exit code. */
    public static DeployException ofAll(Collection<Diagnostic> found) {
        List<Diagnostic> all = List.copyOf(found);
        return new DeployException(all.getFirst(), all.subList(1, all.size()));
    }

    /** What was found, the first one included. */
    public List<Diagnostic> all() {
        var all = new ArrayList<Diagnostic>();
        all.add(diagnostic);
        all.addAll(others);
        return List.copyOf(all);
    }

    public Diagnostic diagnostic() {
        return diagnostic;
    }
}
