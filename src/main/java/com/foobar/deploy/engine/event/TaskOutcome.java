package com.foobar.deploy.engine.event;

import com.foobar.deploy.diagnostic.Diagnostic;
import com.foobar.deploy.diagnostic.ErrorCode;
import com.foobar.deploy.diagnostic.ExitCode;
import com.foobar.deploy.diagnostic.Place;
import com.foobar.deploy.module.ControlEffect;
import com.foobar.deploy.module.Diff;
import com.foobar.deploy.value.MapValue;
import com.foobar.deploy.value.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a task, or one item of its loop, came to on a host.
 *
 * @param result what {@code register} gets
 * @param failure why it failed
 * @param item the loop's item, or its label
 */
public record TaskOutcome(
        Status status,
        MapValue result,
        Explanation explanation,
        Optional<Diagnostic> failure,
        Optional<Value> item,
        List<ControlEffect> effects,
        List<TaskOutcome> items) {
    /**
     * What people are told about it.
     *
     * @param reason why there was nothing to do, why it was skipped, or what a conditional outcome depends on
     * @param changes what was done, or would be, in words
     * @param doubt in a plan: what the result's values depend on, where the status is sure all the same
     */
    public record Explanation(String reason, List<String> changes, Optional<Diff> diff, Optional<String> doubt) {
        static Explanation of(String reason) {
            return new Explanation(reason, List.of(), Optional.empty(), Optional.empty());
        }
    }

    public static TaskOutcome of(Status status, MapValue result, String reason) {
        return new TaskOutcome(
                status, result, Explanation.of(reason), Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** Whatever kept the task from going on: a host that cannot be reached is told from a task that fails. */
    public static TaskOutcome broken(Diagnostic why, Place task) {
        boolean unreachable = why.code().exit() == ExitCode.HOSTS_UNREACHABLE;
        MapValue failed = Results.failed(why.message());
        MapValue result = unreachable ? failed.with("unreachable", Value.of(true)) : failed;
        return of(unreachable ? Status.UNREACHABLE : Status.FAILED, result, why.message())
                .withFailure(why.place().isPresent() ? why : why.at(task));
    }

    /** Another run holds the host's lock, so that the task could not even begin. */
    public boolean isLocked() {
        return failure.filter(why -> why.code() == ErrorCode.LOCKED).isPresent()
                || items.stream().anyMatch(TaskOutcome::isLocked);
    }

    public String reason() {
        return explanation.reason();
    }

    public List<String> changes() {
        return explanation.changes();
    }

    public Optional<Diff> diff() {
        return explanation.diff();
    }

    public Optional<String> doubt() {
        return explanation.doubt();
    }

    public TaskOutcome withStatus(Status other) {
        return new TaskOutcome(other, result, explanation, failure, item, effects, items);
    }

    public TaskOutcome withResult(MapValue other) {
        return new TaskOutcome(status, other, explanation, failure, item, effects, items);
    }

    public TaskOutcome withReason(String other) {
        return with(new Explanation(other, changes(), diff(), doubt()));
    }

    public TaskOutcome withItem(Value other) {
        return new TaskOutcome(status, result, explanation, failure, Optional.of(other), effects, items);
    }

    public TaskOutcome withEffects(List<ControlEffect> other) {
        return new TaskOutcome(status, result, explanation, failure, item, other, items);
    }

    public TaskOutcome withChanges(List<String> made, Optional<Diff> difference) {
        return with(new Explanation(reason(), made, difference, doubt()));
    }

    public TaskOutcome withFailure(Diagnostic why) {
        return new TaskOutcome(status, result, explanation, Optional.of(why), item, effects, items);
    }

    public TaskOutcome withItems(List<TaskOutcome> all) {
        return new TaskOutcome(status, result, explanation, failure, item, effects, List.copyOf(all));
    }

    public TaskOutcome withDoubt(Optional<String> what) {
        return with(new Explanation(reason(), changes(), diff(), what));
    }

    private TaskOutcome with(Explanation other) {
        return new TaskOutcome(status, result, other, failure, item, effects, items);
    }
}
