package com.foobar.deploy.playbook.loader;

import com.foobar.deploy.diagnostic.DeployException;
import com.foobar.deploy.diagnostic.Diagnostic;
import java.util.LinkedHashSet;
import java.util.Set;

/** Mistakes that are collected, so that all of them are told at once. */
final class Problems {
    private final Set<Diagnostic> found = new LinkedHashSet<>();

    void add(DeployException problem) {
        found.addAll(problem.all());
    }

    /** Runs the work; what goes wrong in it is collected. */
    void collect(Runnable work) {
        try {
            work.run();
        } catch (DeployException e) {
            add(e);
        }
    }

    /** Throws what was found, if anything. */
    void refuse() {
        if (!found.isEmpty()) {
            throw DeployException.ofAll(found);
        }
    }
}
