package com.foobar.deploy.engine.prepared;

import com.foobar.deploy.template.Scope;
import com.foobar.deploy.value.Value;
import java.util.Optional;

/** A task's {@code when}: its own and those of the blocks, includes and roles around it. */
public final class TaskConditions {
    private TaskConditions() {}

    public static boolean hold(Site site, Scope scope) {
        return firstFalse(site, scope).isEmpty();
    }

    /** The outermost condition that does not hold. */
    public static Optional<Value> firstFalse(Site site, Scope scope) {
        for (Value condition : site.task().keywords().when()) {
            if (!site.run().templates().test(condition, scope)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }
}
