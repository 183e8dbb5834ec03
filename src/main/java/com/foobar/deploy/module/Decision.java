package com.foobar.deploy.module;

import com.foobar.deploy.connection.StepResult;
import com.foobar.deploy.state.HostChange;
import java.util.List;
import java.util.Optional;

/** What a module found. */
public sealed interface Decision {
    /**
     * Nothing is to be done.
     *
     * @param reason why, for {@code -v}: "/etc/motd is unchanged"
     */
    record Unchanged(String reason, ModuleResult result) implements Decision {}

    /**
     * Something is to be done.
     *
     * @param changes in order; a failed one stops the rest
     * @param predicted the result a plan registers ({@code changed} is set by the engine)
     * @param finish makes the task's result from what the changes answered
     */
    record Change(List<HostChange> changes, ModuleResult predicted, Optional<Diff> diff, Finish finish)
            implements Decision {
        public Change {
            changes = List.copyOf(changes);
        }

        /** Changes whose outcome adds nothing to the result. */
        public static Change of(List<? extends HostChange> changes, ModuleResult result) {
            return new Change(List.copyOf(changes), result, Optional.empty(), _ -> result);
        }

        public Change withDiff(Diff difference) {
            return new Change(changes, predicted, Optional.of(difference), finish);
        }

        public Change finishing(Finish other) {
            return new Change(changes, predicted, diff, other);
        }
    }

    /**
     * The task fails; the host is untouched.
     *
     * @param passing whether it may be over in a moment, as when nobody answers at a port whose service was just started
     */
    record Failed(String message, ModuleResult result, boolean passing) implements Decision {
        public Failed(String message, ModuleResult result) {
            this(message, result, false);
        }
    }

    /** A failure whose result says no more than why. */
    static Decision failed(String message) {
        return new Failed(message, ModuleResult.EMPTY.failing(message));
    }

    /** The module itself says that there is nothing to do here ({@code creates} exists). */
    record Skipped(String reason, ModuleResult result) implements Decision {}

    /**
     * A plan cannot tell.
     *
     * @param until what would have to happen first
     * @param otherwise why the task fails if that does not happen; empty where that is not sure
     */
    record Unknown(String until, ModuleResult result, Optional<String> otherwise) implements Decision {
        public Unknown(String until, ModuleResult result) {
            this(until, result, Optional.empty());
        }
    }

    /** Done by the controller alone: facts to set, hosts to add. */
    record Control(List<ControlEffect> effects, boolean changed, ModuleResult result) implements Decision {
        public Control {
            effects = List.copyOf(effects);
        }
    }

    /** Makes a result out of the outcomes of the changes, all of which were made ({@code mayFail} ones may have rc). */
    @FunctionalInterface
    interface Finish {
        ModuleResult finish(List<StepResult> outcomes);
    }
}
