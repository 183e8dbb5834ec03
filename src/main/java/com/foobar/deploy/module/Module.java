package com.foobar.deploy.module;

import com.foobar.deploy.state.Answers;
import com.foobar.deploy.state.Question;
import java.util.Set;

/**
 * A module reads and decides; it never executes. Stateless.
 *
 * @param <A> its arguments: a record whose components carry {@link Arg} and whose constructor validates (an
 *     {@link IllegalArgumentException} becomes an ARGUMENT_VALUE error at the task's place)
 */
public interface Module<A extends Record> {
    /** The short name first, then other names without a collection; {@code ansible.builtin.} and the like are known. */
    String name();

    /** One sentence for the documentation. */
    String summary();

    Class<A> arguments();

    /** What it will surely ask, so that it can be read ahead together with other tasks' questions. */
    default Set<Question<?>> reads(A args, TaskContext context) {
        return Set.of();
    }

    /**
     * Decides from the answers; pure but for reading files of the controller.
     *
     * @throws com.foobar.deploy.state.UnansweredException through {@code answers}, where something is to be asked yet
     * @throws com.foobar.deploy.diagnostic.DeployException fails the task
     */
    Decision decide(A args, Answers answers, TaskContext context);

    /** True if with these arguments the module never changes anything: that it finds nothing to do is then sure. */
    default boolean readsOnly(A args, TaskContext context) {
        return controllerOnly();
    }

    /** False if what the task registers is known only once it has run: the output of a program. */
    default boolean predictsResult() {
        return true;
    }

    /** Whether a task with {@code check_mode: true} tells a change, as Ansible documents of the module, or is skipped. */
    default boolean supportsCheckMode(A args) {
        return predictsResult();
    }

    /** True if it can be told from the arguments alone and asks no host: such a task needs no connection. */
    default boolean controllerOnly() {
        return false;
    }
}
