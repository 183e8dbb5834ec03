package com.foobar.deploy.state;

import com.foobar.deploy.connection.Become;
import com.foobar.deploy.connection.HostConnection;
import com.foobar.deploy.connection.ShellText;
import com.foobar.deploy.connection.StepResult;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One change to a host: what is done, what it touches, and what the host is then expected to say. */
public sealed interface HostChange {
    /** The exit status by which a script says: the state is no longer the one that was decided on; read again. */
    int STALE = 175;

    /** For the plan and the log, in the imperative: "write /etc/motd". Holds no secret. */
    String describe();

    Touched touched();

    /** Tells the answers that a plan should go on with. By default none: they become unknown. */
    default void predict(Predictions predictions) {}

    /** What a plan cannot tell of the host's answers after this change, besides what it predicts. */
    default Doubted doubts() {
        return touched().equals(Touched.EVERYTHING) ? (_, _) -> true : new TouchedDoubt(touched());
    }

    /** What it cannot be made without, for a plan to look at. */
    default List<Need<?>> needs() {
        return List.of();
    }

    /** True if a non-zero exit is for the module to judge (a user's command) and does not stop what comes after. */
    default boolean mayFail() {
        return false;
    }

    /** Made by a script in the worker. */
    non-sealed interface Scripted extends HostChange {
        ShellText script();

        default Duration bound() {
            return com.foobar.deploy.connection.WorkerStep.DEFAULT_BOUND;
        }

        /** What is fed to the script's standard input, on a channel of its own; for what is too large for a step. */
        default Optional<Source> input() {
            return Optional.empty();
        }
    }

    /** Made by the controller over the connection: a download, a request through a tunnel. */
    non-sealed interface Direct extends HostChange {
        StepResult perform(HostConnection connection, Become become) throws IOException;
    }

    /** Opens a stream of bytes. */
    interface Source {
        InputStream open() throws IOException;
    }
}
